using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>What the demo shop sells for the living room.</summary>
internal static class Living
{
    private const string Department = "Living";

    public static IEnumerable<DemoShelf> Shelves =>
    [
        new(Department, "Lighting", [
            new("LAMP-DESK", "Desk lamp", "Lumen", 89_00, Furnishings.DeskLamp, "Terracotta", "", "Warm light on a long arm that stays where you put it. With a dimmable E27 bulb."),
            new("LAMP-READ", "Reading lamp", "Lumen", 112_00, Furnishings.DeskLamp, "Forest,Sumi", "", "A deep shade that lights the page and not the neighbour. The joints are brass and never need tightening."),
            new("LAMP-TABLE", "Ceramic table lamp", "Mori", 129_00, Furnishings.TableLamp, "Celadon,Mustard,Indigo", "", "A thrown foot, a shade of cotton and a cord covered in linen. The light is as soft as late afternoon."),
            new("PENDANT", "Enamel pendant lamp", "Hafen", 98_00, Furnishings.Pendant, "Moss,Sumi,White", "28 cm,40 cm+40", "Once for workshops, now for kitchen tables. White inside, so that every bit of light comes down."),
            new("LANTERN-PAPER", "Paper lantern", "Komori", 34_00, Furnishings.PaperLantern, "White", "45 cm,60 cm+10", "Mulberry paper over a spiral of bamboo. Folds flat for moving house and fills a room with calm."),
            new("CANDLE", "Scented candle", "Atelier Lune", 28_00, Furnishings.Candle, "Slate,Moss,Rose", "", "Rapeseed wax in a glass that you will use again. Fifty hours of hinoki, moss or fig."),
        ]),
        new(Department, "Furniture", [
            new("CHAIR", "Dining chair", "Tischler", 229_00, Furnishings.Chair, "Sumi,Indigo,Rust", "", "Steam-bent ash with a seat of woven paper cord or wool felt. Light enough to lift with one hand, and made to be mended."),
            new("STOOL", "Three-legged stool", "Tischler", 119_00, Furnishings.Stool, "Walnut,Indigo,Moss", "", "A seat, a bedside table, a step to the top shelf. Three legs never wobble."),
            new("SHELF", "Open shelf", "Tischler", 349_00, Furnishings.Shelf, "Oak,Walnut", "", "Four boards, two frames and eight wedges, no screw in sight. Put it up alone in ten minutes."),
            new("MIRROR", "Round table mirror", "Nordlys", 74_00, Furnishings.Mirror, "Brass,Rose", "", "Crystal glass in a slim frame on a foot that tilts. Doubles the light of any window."),
            new("CLOCK", "Wall clock", "Lumen", 59_00, Furnishings.Clock, "Oak,Forest,Sumi", "", "A movement without a tick and hands that can be read from the door. The rim is turned from one piece."),
        ]),
        new(Department, "Textiles", [
            new("CUSHION", "Linen cushion", "Ines & Otto", 44_00, Furnishings.Cushion, "Rose,Moss,Sky,Natural", "45 cm,60 cm+14", "Stonewashed linen with a hidden zip. Filled with feathers that were pillows before."),
            new("CUSHION-CORD", "Corduroy cushion", "Ines & Otto", 49_00, Furnishings.Cushion, "Mustard,Rust,Forest", "", "Wide corduroy that changes its colour as you stroke it. The cover comes off and goes in the wash."),
            new("THROW", "Wool throw", "Fjell", 119_00, Furnishings.Throw, "Sky,Slate,Terracotta", "", "Lambswool from the Faroe Islands, woven in a mill with a water wheel. 130 × 180 cm, enough for two who like each other."),
            new("THROW-COTTON", "Waffle blanket", "Ines & Otto", 79_00, Furnishings.Throw, "White,Celadon,Mustard", "", "Light cotton in a deep waffle weave. Cool in summer, and the second layer in winter."),
            new("RUG-RAG", "Cotton rag rug", "Ines & Otto", 89_00, Furnishings.Rug, "Sky,Plum", "", "Woven from the strips that shirts leave behind, so no two are alike. Goes into the machine when it has to."),
            new("RUG", "Flat-woven rug", "Nordlys", 189_00, Furnishings.Rug, "Slate,Rust,Indigo", "80 × 150,140 × 200+120", "Woven from new wool on a hand loom, both sides alike. Lies flat and forgives red wine, within reason."),
        ]),
        new(Department, "Decoration", [
            new("PRINT-FUJI", "Mountain print, framed", "Atelier Lune", 68_00, Furnishings.Print, "Sky,Slate", "30 × 40,50 × 70+50", "Printed with five blocks on cotton paper and numbered by hand. Framed in oak behind real glass."),
            new("PRINT-DUSK", "Dusk print, framed", "Atelier Lune", 68_00, Furnishings.Print, "Plum,Terracotta", "30 × 40,50 × 70+50", "The same mountain an hour later. Framed in oak, ready to hang."),
            new("BASKET", "Willow basket", "Wiese", 54_00, Furnishings.Basket, "Natural,Walnut", "S,M+16,L+32", "Woven from willow that grew beside the workshop. For bread, firewood, wool or a sleeping cat."),
            new("BOX", "Archive box", "Papier & Co", 24_00, Furnishings.Box, "Rose,Indigo,Sand", "A5,A4+6", "Grey board covered in book linen, with a brass frame for the label. Everything that has no place has one now."),
            new("INCENSE", "Incense holder", "Komori", 26_00, Furnishings.Incense, "Sumi,Celadon", "", "A shallow boat of stoneware that catches all of the ash. With twenty sticks of cedar."),
            new("CANDLE-PLAIN", "Candle in stoneware", "Mori", 32_00, Furnishings.Candle, "Terracotta,White", "", "When the candle is gone, the cup stays. Unscented, for dinners."),
            new("LANTERN-TABLE", "Paper globe lamp", "Komori", 72_00, Furnishings.PaperLantern, "Natural,Rose", "", "Shoji paper on ribs of bamboo, with a cord of black cotton. Nothing else makes a corner so quiet."),
            new("MIRROR-OAK", "Vanity mirror, oak", "Tischler", 82_00, Furnishings.Mirror, "Oak", "", "A foot that is also a tray for rings and keys. Turned and oiled by hand."),
        ]),
    ];
}
