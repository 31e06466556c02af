using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>What the demo shop sells for camp and garden.</summary>
internal static class Outside
{
    private const string Department = "Camp and garden";

    public static IEnumerable<DemoShelf> Shelves =>
    [
        new(Department, "Camp", [
            new("TENT", "Pyramid tent", "Fjell", 289_00, CampGear.Tent, "Indigo,Rust", "2 persons,4 persons+140", "One pole, eight pegs, five minutes. Cotton that breathes, and a stove may be put inside."),
            new("TENT-DOME", "Dome tent", "Fjell", 229_00, CampGear.Dome, "Terracotta,Forest", "2 persons,3 persons+60", "Stands by itself and shrugs off the wind. Two doors, so that nobody climbs over anybody."),
            new("SLEEPING-BAG", "Down sleeping bag", "Fjell", 249_00, CampGear.SleepingBag, "Mustard,Slate", "190 cm,205 cm+20", "Warm to minus four degrees and as small as a loaf when packed. The down is recycled from duvets."),
            new("CHAIR-CAMP", "Folding camp chair", "Hafen", 119_00, CampGear.FoldingChair, "Slate,Moss,Rust", "", "Beech and heavy canvas, folded in one movement. Comfortable enough to bring back inside in autumn."),
            new("HAMMOCK", "Garden hammock", "Wiese", 98_00, CampGear.Hammock, "Rose,Indigo,Celadon", "", "Woven cotton for one person or a small family. Two ropes and two hooks come with it; trees don't."),
            new("LANTERN", "Storm lantern", "Hafen", 49_00, CampGear.Lantern, "Red,Sumi,Forest", "", "Burns for twenty hours in any wind. The design is from 1892, and nobody has found anything to improve."),
            new("THROW-CAMP", "Picnic blanket", "Fjell", 79_00, Furnishings.Throw, "Red,Forest", "", "Recycled wool above, waxed cotton below, and a strap to carry it by. Room for four and a basket."),
            new("COMPASS", "Compass", "Brenn", 42_00, CampGear.Compass, "Brass,Sumi", "", "A needle that settles in two seconds. Works where phones don't, and needs no updates."),
            new("BINOCULARS", "Binoculars 8 × 32", "Nordlys", 189_00, CampGear.Binoculars, "Forest,Sumi", "", "Bright until the last light and close enough for butterflies. Filled with nitrogen, so that they never fog."),
        ]),
        new(Department, "Camp kitchen", [
            new("FLASK", "Insulated bottle", "Fjell", 34_00, CampGear.Flask, "Forest,Sky,Rust,White", "0.5 l,1 l+10", "Hot for a day, cold for two. Double-walled steel with a lid that doesn't get lost."),
            new("STOVE", "Gas stove with pot", "Fjell", 79_00, CampGear.Stove, "Terracotta,Slate", "", "Boils half a litre in two minutes and packs into its own pot. Takes every screw cartridge."),
            new("FIREBOWL", "Fire bowl", "Brenn", 159_00, CampGear.FireBowl, "Sumi", "60 cm,80 cm+60", "Raw steel that rusts beautifully. Three legs keep the grass green underneath."),
            new("BENTO", "Bento box", "Komori", 38_00, CampGear.Bento, "Bamboo,Walnut,Red", "", "Bent cedar with a divider and a band. Rice stays moist in it, and lunch becomes an event."),
            new("HATCHET", "Hatchet", "Brenn", 84_00, CampGear.Hatchet, "Rust,Indigo", "", "Forged from one bar, with a handle of hickory. Splits kindling and settles arguments about tent pegs."),
            new("MUG-CAMP", "Steel camp mug", "Fjell", 19_00, Tableware.EnamelMug, "Steel,Mustard", "", "Double-walled, so that lips survive the first sip. The handle folds away."),
        ]),
        new(Department, "Plants", [
            new("MONSTERA", "Monstera in a pot", "Wiese", 39_00, Greenery.Monstera, "White,Terracotta", "40 cm,70 cm+30", "Grows a new leaf every month and forgives a forgotten week. The pot of stoneware is included."),
            new("SNAKE-PLANT", "Snake plant in a pot", "Wiese", 32_00, Greenery.SnakePlant, "Slate,Sand", "", "Asks for water once in three weeks and for nothing else. Cleans the air while you sleep."),
            new("CACTUS", "Cactus in a pot", "Wiese", 19_00, Greenery.Cactus, "Rose,Terracotta,Sky", "", "Blooms if you neglect it properly. Stands on the sunniest window that you have."),
            new("BONSAI", "Bonsai, five years old", "Mori", 89_00, Greenery.Bonsai, "Indigo,Celadon", "", "An elm that was shaped with patience, in a bowl by hand. A booklet tells the next five years."),
            new("FERN", "Sword fern in a pot", "Wiese", 24_00, Greenery.Fern, "Sumi,White", "", "Likes shade, steam and a bathroom with a window. A cloud of green in a small pot."),
            new("OLIVE", "Olive tree in a pot", "Wiese", 69_00, Greenery.Olive, "Terracotta,Indigo", "80 cm,120 cm+50", "Silver leaves and, with luck, a handful of olives. Spends the summer on the balcony and the winter in the stairwell."),
            new("HERBS", "Herb box", "Wiese", 29_00, Greenery.Herbs, "Terracotta,Moss", "", "Basil, thyme and parsley that have met before. The box fits every window sill."),
        ]),
        new(Department, "Garden", [
            new("PLANTER", "Terracotta planter", "Wiese", 34_00, Greenery.Planter, "Terracotta,Sand,Slate", "22 cm,30 cm+16", "Turned in Impruneta from clay that stands frost. Moss comes with time, at no charge."),
            new("CAN", "Watering can", "Hafen", 59_00, Greenery.WateringCan, "Forest,Copper,White", "", "Balanced when full, which is the whole secret. The rose gives rain, not a jet."),
            new("SHEARS", "Garden shears", "Kawa", 64_00, Greenery.Shears, "Red,Sumi", "", "Forged blades that cut a twig as if it were a stalk. Every part can be had as a spare."),
            new("TROWEL", "Hand trowel", "Brenn", 28_00, Greenery.Trowel, "Forest,Rust", "", "Stainless steel, polished so that earth lets go. The handle is ash and fits left and right."),
            new("SEEDS", "Seed collection", "Wiese", 14_00, Greenery.Seeds, "Rose,Mustard", "", "Six bags for a bed that hums: poppies, mallow, cosmos and friends. From seeds that may be sown again."),
            new("GLOVES-GARDEN", "Garden gloves", "Wiese", 18_00, Clothes.Gloves, "Moss,Sand", "S,L", "Goatskin that feels a seed and stops a thorn. They dry soft."),
        ]),
    ];
}
