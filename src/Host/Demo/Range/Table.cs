using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>What the demo shop sells for the table.</summary>
internal static class Table
{
    private const string Department = "Table";

    public static IEnumerable<DemoShelf> Shelves =>
    [
        new(Department, "Mugs and cups", [
            new("MUG", "Enamel mug", "Hafen", 12_90, Tableware.EnamelMug, "Blue,White,Forest,Red", "", "A light mug that survives every camp fire and many drops. 350 ml, with a rim of steel."),
            new("MUG-STONE", "Stoneware mug", "Mori", 24_00, Tableware.Mug, "Terracotta,Celadon,Sumi", "", "Thick at the foot and thin at the lip, as a mug should be. Each glaze turns out a little differently in the kiln."),
            new("MUG-TALL", "Tall breakfast mug", "Nordlys", 19_50, Tableware.Mug, "Mustard,Sky,White", "", "Half a litre of milk coffee and a handle for the whole hand. Goes into the dishwasher every day without a trace."),
            new("YUNOMI", "Yunomi tea cup", "Kawa", 18_00, Tableware.Cup, "Moss,Indigo,Sand", "", "A tall cup without a handle for everyday green tea. When you can hold it, the tea is cool enough to drink."),
            new("ESPRESSO", "Espresso cup", "Kawa", 14_00, Tableware.Cup, "Sumi,White,Rose", "", "Small, heavy and warm in the hand. The glaze inside is smooth, so that the crema stays where it belongs."),
            new("CUP-CELADON", "Celadon cup, set of two", "Mori", 36_00, Tableware.Cup, "Celadon", "", "A glaze that was invented to look like jade. Two cups in a box of paulownia wood."),
        ]),
        new(Department, "Bowls and plates", [
            new("BOWL-RAMEN", "Ramen bowl", "Kawa", 26_00, Tableware.Bowl, "Sumi,White,Terracotta", "", "Wide, deep and heavy enough to drink from with both hands. Holds a litre, noodles included."),
            new("BOWL-RICE", "Rice bowl", "Mori", 16_00, Tableware.Bowl, "Indigo,Celadon,Rose", "", "Fits a cupped hand and one good helping of rice. The foot is left unglazed, so that it doesn't slip."),
            new("BOWL-SALAD", "Salad bowl", "Nordlys", 48_00, Tableware.Bowl, "Sky,Sand", "24 cm,30 cm+16", "Stoneware with a soft, matt glaze. Large enough to toss a salad in without losing half of it."),
            new("PLATE-DINNER", "Dinner plate", "Nordlys", 22_00, Tableware.Plate, "White,Slate,Sand", "", "27 cm with a low rim that keeps the sauce in. Speckled like an egg, and just as plain."),
            new("PLATE-SIDE", "Side plate", "Nordlys", 15_00, Tableware.Plate, "White,Slate,Rose", "", "21 cm for breakfast, cake and everything in between. Stacks neatly with the dinner plate."),
            new("PLATE-INDIGO", "Indigo glazed plate", "Kawa", 34_00, Tableware.Plate, "Indigo", "", "A deep blue that breaks into brown at the edge. Made for one piece of fish and a little white space."),
        ]),
        new(Department, "Glass and carafes", [
            new("GLASS", "Tumbler, set of four", "Lumen", 32_00, Tableware.Glass, "Sky,Moss,Rose", "", "Pressed glass with four flat facets that catch the light. They stack, they bounce (a little) and they suit water and wine alike."),
            new("CARAFE", "Carafe with oak stopper", "Lumen", 44_00, Tableware.Carafe, "Sky,Rose", "1 l,1.5 l+9", "Mouth-blown glass with a stopper turned from oak. Wide enough for ice and a hand with a brush."),
            new("SAKE-SET", "Sake set", "Mori", 46_00, Tableware.SakeSet, "Indigo,Sand,Sumi", "", "A flask and two cups that keep sake warm or cold. Also quite good for olive oil, flowers and plans."),
        ]),
        new(Department, "Cutlery and trays", [
            new("CHOPSTICKS", "Chopsticks, two pairs", "Komori", 21_00, Tableware.Chopsticks, "Sky,Red,Sumi", "", "Lacquered beech with tips that grip noodles. With a rest for both pairs."),
            new("CUTLERY", "Cutlery for one", "Brenn", 29_00, Tableware.Cutlery, "Walnut,Sumi", "", "Knife, fork and spoon with handles that fit the hand. Brushed steel that hides the scratches of the years."),
            new("CUTLERY-SET", "Cutlery for six", "Brenn", 149_00, Tableware.Cutlery, "Walnut,Indigo", "", "Eighteen pieces in a roll of linen. One of them will end up in a drawer at the office; we sell them singly, too."),
            new("TRAY", "Lacquered tray", "Komori", 42_00, Tableware.Tray, "Sumi,Red,Indigo", "S,L+14", "Layers of lacquer over ash, polished by hand. Carries breakfast to bed and tea to the garden."),
            new("TRAY-OAK", "Serving tray, oak", "Tischler", 56_00, Tableware.Tray, "Oak", "", "Bent from one board, with a rim that fingers can get under. Oiled, so that a wet glass does no harm."),
        ]),
        new(Department, "Vases", [
            new("VASE", "Stoneware vase", "Mori", 38_00, Tableware.Vase, "Terracotta,Celadon,Sumi", "", "A narrow neck that makes three stems look like a bouquet. Waterproof, and heavy enough for a branch."),
            new("VASE-TALL", "Tall vase", "Nordlys", 64_00, Tableware.Vase, "White,Sand", "", "For long branches and large gestures. The matt glaze feels like a stone from the sea."),
            new("VASE-PLUM", "Bud vase", "Komori", 24_00, Tableware.Vase, "Plum,Mustard,Sky", "", "One flower is enough. Stands well alone and better in threes."),
        ]),
    ];
}
