using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>What the demo shop sells for cooking.</summary>
internal static class Kitchen
{
    private const string Department = "Kitchen";

    public static IEnumerable<DemoShelf> Shelves =>
    [
        new(Department, "Kettles and teapots", [
            new("KETTLE", "Whistling kettle", "Hafen", 39_90, Kitchenware.Kettle, "Steel", "1 l,1.5 l+8", "Brushed stainless steel that boils fast on gas and induction. It whistles in two tones when the water is ready, and the handle stays cool."),
            new("KETTLE-ENAMEL", "Enamel kettle", "Hafen", 54_00, Kitchenware.Kettle, "Forest,Terracotta,White", "", "Two layers of enamel on heavy steel, fired at 820 °C. It keeps its colour for decades and looks good enough to stay on the stove."),
            new("GOOSENECK", "Gooseneck kettle", "Kawa", 69_00, Kitchenware.Gooseneck, "Steel,Sumi,White", "0.6 l,0.9 l+10", "The thin spout pours slowly and exactly where you want it, which is half of a good filter coffee. The handle is turned from beech."),
            new("TEAPOT-CAST", "Cast iron teapot", "Kawa", 89_00, Kitchenware.Teapot, "Sumi,Moss,Plum", "0.6 l,0.9 l+16", "Cast in sand and enamelled inside, so that it keeps tea hot for an hour. A strainer of stainless steel comes with it."),
            new("TEAPOT-STONE", "Stoneware teapot", "Mori", 58_00, Kitchenware.Teapot, "Celadon,Sand", "", "Thrown by hand and glazed in ash, each one a little different. It holds three cups and pours without a drop beside."),
        ]),
        new(Department, "Pots and pans", [
            new("COCOTTE", "Cast iron cocotte", "Brenn", 149_00, Kitchenware.Pot, "Red,Indigo,White", "20 cm,24 cm+30,28 cm+70", "Heavy cast iron that browns, braises and bakes bread. The lid lets moisture fall back evenly, so that nothing dries out."),
            new("DONABE", "Donabe clay pot", "Mori", 98_00, Kitchenware.Pot, "Sand,Sumi", "", "Porous clay from Iga that stores heat and gives it back slowly. Made for rice, hot pots and long evenings at the table."),
            new("PAN-IRON", "Forged iron pan", "Brenn", 64_00, Kitchenware.Pan, "Sumi", "24 cm,28 cm+15", "Hot-forged from one sheet of iron and seasoned with linseed oil. It gets better with every egg that you fry in it."),
            new("PAN-STEEL", "Steel sauté pan", "Hafen", 79_00, Kitchenware.Pan, "Steel", "24 cm,28 cm+14", "Three layers of steel and aluminium up to the rim, for heat without hot spots. It goes from the stove into the oven and into the dishwasher."),
            new("POT-MILK", "Enamel saucepan", "Hafen", 36_00, Kitchenware.Pot, "Sky,Mustard,White", "", "A light pan for milk, sauces and a soup for two. Enamel tastes of nothing and cleans with a wipe."),
        ]),
        new(Department, "Knives and boards", [
            new("SANTOKU", "Santoku knife", "Kawa", 119_00, Kitchenware.Knife, "Walnut", "16 cm,18 cm+20", "Thirty-three layers of steel around a hard core, ground to fifteen degrees. One knife for vegetables, fish and meat."),
            new("PETTY", "Petty knife", "Kawa", 74_00, Kitchenware.Knife, "Oak", "", "A small knife for everything that is done in the hand. Stays sharp for months and takes a new edge in minutes."),
            new("BREAD-KNIFE", "Bread knife", "Brenn", 59_00, Kitchenware.Knife, "Sumi", "", "A wavy edge that opens hard crusts and leaves the crumb whole. The blade is long enough for a country loaf."),
            new("BOARD", "Cutting board", "Tischler", 24_50, Kitchenware.Board, "Oak,Walnut", "", "One piece of wood, oiled, 40 × 25 cm. Kind to knives, and with a hole to hang it up by."),
            new("BOARD-HINOKI", "Hinoki board", "Mori", 46_00, Kitchenware.Board, "Bamboo", "M,L+14", "Japanese cypress is soft on blades and dries quickly. It smells of forest each time that you wet it."),
        ]),
        new(Department, "Coffee and tea", [
            new("DRIPPER", "Coffee dripper with carafe", "Kawa", 42_00, Kitchenware.Dripper, "White,Sumi,Terracotta", "", "Porcelain that keeps the heat, and ribs that let the filter breathe. The carafe holds four cups."),
            new("MILL", "Coffee mill", "Lumen", 84_00, Kitchenware.Mill, "Oak,Walnut", "", "Conical burrs of ceramic that grind evenly from espresso to French press. The drawer takes enough for two pots."),
            new("TEA-TIN", "Tea tin", "Papier & Co", 16_50, Kitchenware.Tin, "Rose,Indigo,Moss", "100 g,200 g+5", "A tin with a double lid that closes with a sigh. Keeps tea dark, dry and fresh."),
            new("COFFEE-TIN", "Coffee tin", "Kawa", 24_00, Kitchenware.Tin, "Copper,Sumi", "", "Holds a pound of beans and lets nothing in. Copper darkens with the years, as it should."),
            new("CHASEN", "Matcha whisk", "Mori", 22_00, Kitchenware.Whisk, "Bamboo", "", "Split by hand from one piece of bamboo into a hundred tines. Soak it before you use it and the foam comes by itself."),
            new("JAR-COFFEE", "Storage jar with oak lid", "Tischler", 19_00, Kitchenware.Jar, "Walnut,Sand,Moss", "0.7 l,1.2 l+6", "Clear glass and a lid of oak with a seal of silicone. It shows what is inside and keeps it there."),
        ]),
        new(Department, "Tools and storage", [
            new("SPOONS", "Wooden spoons in a jar", "Tischler", 34_00, Kitchenware.Spoons, "Oak,Walnut", "", "A spoon, a slotted turner and the jar that they live in. Oiled wood that never scratches a pan."),
            new("MORTAR", "Granite mortar", "Brenn", 48_00, Kitchenware.Mortar, "Slate,Sand", "", "Four kilos of granite that don't walk away while you work. Rough inside, polished outside."),
            new("APRON", "Linen apron", "Ines & Otto", 49_00, Kitchenware.Apron, "Indigo,Sand,Moss", "", "Washed linen with straps that cross at the back, so that nothing pulls at the neck. One pocket for the towel, one for the phone."),
            new("OIL-BOTTLE", "Oil bottle with spout", "Mori", 26_00, Kitchenware.OilBottle, "Moss,Indigo,Terracotta", "", "Glazed stoneware keeps the light away from good oil. The spout of steel doesn't drip."),
            new("JAR-RICE", "Rice jar", "Mori", 38_00, Kitchenware.Jar, "White", "2 l,4 l+12", "Holds a week of rice behind a lid that seals. Wide enough for the cup that you measure with."),
        ]),
    ];
}
