using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>What the demo shop sells for the desk.</summary>
internal static class Desk
{
    private const string Department = "Stationery";

    public static IEnumerable<DemoShelf> Shelves =>
    [
        new(Department, "Notebooks", [
            new("NOTE", "Dotted notebook", "Papier & Co", 6_90, Stationery.Notebook, "Sumi", "A6,A5+3", "Paper that ink doesn't show through, sewn so that it lies flat. Numbered pages and a ribbon to find today by."),
            new("NOTE-LINEN", "Linen notebook", "Papier & Co", 16_50, Stationery.Notebook, "Indigo,Rust,Moss", "A6,A5+4", "Lined pages bound in book linen. The cover takes the marks of a bag and looks better for them."),
            new("NOTE-TRAVEL", "Traveller's journal", "Kawa", 48_00, Stationery.Notebook, "Walnut", "", "A cover of vegetable-tanned leather and three thin books on elastic bands. Replace the paper, keep the leather."),
            new("NOTE-WEEK", "Week planner", "Papier & Co", 22_00, Stationery.Notebook, "Terracotta,Forest", "", "A week on two pages, with room for what went otherwise. Starts in any week of any year."),
            new("SKETCH", "Sketchbook", "Papier & Co", 18_00, Stationery.Sketchbook, "Sumi,Sand", "A5,A4+8", "Heavy paper with a tooth for pencil, chalk and light washes. The spiral lets it fold all the way round."),
            new("SKETCH-WATER", "Watercolour pad", "Atelier Lune", 26_00, Stationery.Sketchbook, "Sky,Rose", "", "Twenty sheets of cotton, 300 g, glued on four sides. They stay flat however wet you paint."),
        ]),
        new(Department, "Pens and pencils", [
            new("PEN", "Ballpoint pen", "Papier & Co", 29_00, Stationery.Pen, "Brass,Steel,Sumi", "", "Heavy, plain and refillable. Turned from one rod, it takes on the colour of your hand."),
            new("PEN-GEL", "Gel pen", "Kawa", 6_50, Stationery.Pen, "Blue,Red,Forest", "0.3 mm,0.5 mm", "A line as thin as a hair that never skips. Dries before your sleeve gets there."),
            new("FOUNTAIN", "Fountain pen", "Kawa", 98_00, Stationery.FountainPen, "Indigo,Sumi,Plum", "F,M", "A steel nib with just enough spring, ground and tried by hand. Takes cartridges or a converter, which comes with it."),
            new("FOUNTAIN-BRASS", "Pocket fountain pen, brass", "Brenn", 72_00, Stationery.FountainPen, "Brass", "", "Short in the pocket, long in the hand. Grows a patina that is yours alone."),
            new("PENCILS", "Coloured pencils, set of twelve", "Atelier Lune", 24_00, Stationery.Pencils, "Sky,Rose", "", "Soft leads full of pigment in cedar that smells as it should. The cup comes with them."),
            new("PENCILS-GRAPHITE", "Graphite pencils, set of six", "Papier & Co", 12_00, Stationery.Pencils, "Slate", "", "From 2H to 4B, for plans and for shadows. With a cup that keeps them upright."),
            new("INK", "Bottled ink", "Kawa", 19_00, Stationery.Ink, "Indigo,Plum,Forest,Rust", "", "Fifty millilitres named after hours of the day. It shades where the pen slows down."),
        ]),
        new(Department, "Desk", [
            new("DESK-TRAY", "Desk organiser", "Tischler", 46_00, Stationery.DeskTray, "Oak,Walnut", "", "Two compartments and a slot that a phone leans in. The bottom is lined with felt."),
            new("SCISSORS", "Paper scissors", "Brenn", 32_00, Stationery.Scissors, "Indigo,Rust", "", "Forged, ground and fitted in pairs. They cut to the very tip, also cloth."),
            new("CALENDAR", "Perpetual calendar", "Papier & Co", 34_00, Stationery.Calendar, "Rust,Slate", "", "Turn a page a month and a card a day. Works in every year, which is more than one can say of most."),
            new("STAMPS", "Date stamp with pad", "Papier & Co", 38_00, Stationery.Stamps, "Red,Indigo", "", "Beech, brass and twelve years of dates. For books lent, letters sent and jam made."),
            new("LAMP-CLAMP", "Architect's lamp", "Lumen", 119_00, Furnishings.DeskLamp, "Mustard,Steel", "", "Two arms, three joints and springs that hold what you set. Clamps to any desk of up to six centimetres."),
            new("CLOCK-DESK", "Desk clock", "Lumen", 49_00, Furnishings.Clock, "Walnut,Celadon", "", "A second hand that sweeps and an alarm that begins softly. Small enough to stand beside the screen."),
            new("BOX-LETTER", "Letter box", "Papier & Co", 29_00, Furnishings.Box, "Moss,Terracotta", "", "For letters that are worth keeping. Covered in paper that was marbled by hand."),
        ]),
        new(Department, "Cards and wrapping", [
            new("CARDS", "Letterpress cards", "Atelier Lune", 14_00, Stationery.Cards, "Sky,Mustard,Rose", "", "Five cards, deep in cotton paper, with envelopes. Blank inside, so that you have to say something."),
            new("CARDS-THANKS", "Thank-you cards", "Atelier Lune", 12_00, Stationery.Cards, "Moss,Terracotta", "", "Ten small cards that ask for one sentence. With lined envelopes."),
            new("WASHI", "Washi tape, set of three", "Komori", 9_90, Stationery.Washi, "Moss,Mustard,Plum", "", "Paper tape that sticks, and lets go again without a mark. Ten metres each."),
            new("WRAPPING", "Wrapping paper, two rolls", "Komori", 16_00, Stationery.Wrapping, "Indigo,Red,Forest", "", "Screen-printed on paper that folds sharply. Three metres each, too good for one use."),
            new("FUROSHIKI-GIFT", "Gift cloth", "Komori", 18_00, Bags.Furoshiki, "Red,Sky", "50 cm,70 cm+6", "Wrap a bottle, a book or a box, and let them keep the cloth. A leaflet shows twelve knots."),
        ]),
    ];
}
