using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>What the demo shop sells to carry things in.</summary>
internal static class Carrying
{
    private const string Department = "Bags";

    public static IEnumerable<DemoShelf> Shelves =>
    [
        new(Department, "Backpacks", [
            new("PACK", "Waxed backpack", "Hafen", 79_00, Bags.Backpack, "Rust", "20 l,28 l+20", "Waxed cotton with a sleeve for a 14-inch laptop. The straps are leather, the buckles brass, and rain is no subject."),
            new("PACK-DAY", "Daypack", "Fjell", 89_00, Bags.Backpack, "Forest,Mustard,Slate", "", "Sixteen litres that hang close to the back. Two side pockets for a bottle and a baguette."),
            new("PACK-CITY", "City backpack", "Sora", 119_00, Bags.Backpack, "Sumi,Indigo", "", "Ballistic nylon outside, felt around the laptop inside. Opens flat like a suitcase."),
            new("PACK-KIDS", "Small backpack", "Fjell", 49_00, Bags.Backpack, "Sky,Red", "", "Eight litres for small explorers. The name goes on a patch inside."),
        ]),
        new(Department, "Totes and messengers", [
            new("TOTE-CANVAS", "Canvas tote", "Hafen", 18_90, Bags.Tote, "Natural", "", "Carries 15 kg and folds flat. Organic canvas, printed with water."),
            new("TOTE", "Everyday tote", "Ines & Otto", 34_00, Bags.Tote, "Indigo,Moss,Terracotta", "", "Heavy canvas with an inner pocket for keys and a zip for the rest. Long handles for coats."),
            new("TOTE-LEATHER", "Leather tote", "Brenn", 189_00, Bags.Tote, "Walnut,Sumi", "", "One hide, four seams and no lining. It will tell where you have been."),
            new("MESSENGER", "Messenger bag", "Hafen", 98_00, Bags.Messenger, "Mustard,Forest,Sumi", "", "Waxed canvas under a wide flap. Takes a 13-inch laptop, a lunch and a jumper."),
            new("MESSENGER-LEATHER", "Leather satchel", "Brenn", 229_00, Bags.Messenger, "Walnut", "", "Vegetable-tanned leather, sewn with linen thread. First for school, then for life."),
            new("FUROSHIKI", "Furoshiki carrying cloth", "Komori", 28_00, Bags.Furoshiki, "Rose,Indigo,Moss,Mustard", "90 cm,105 cm+6", "A square of cotton that is a bag as soon as you tie it. Sells with a booklet of knots."),
        ]),
        new(Department, "Small things", [
            new("POUCH", "Zip pouch", "Hafen", 24_00, Bags.Pouch, "White,Slate,Rust", "S,M+6", "Canvas with a zip that runs smoothly round corners. For pens, cables or the things that fall to the bottom."),
            new("POUCH-WASH", "Wash bag", "Ines & Otto", 39_00, Bags.Pouch, "Moss,Sky", "", "Coated linen that water doesn't get out of. Stands by itself on the edge of a basin."),
            new("PENCIL-CASE", "Pencil roll", "Kawa", 32_00, Bags.Pouch, "Walnut,Indigo", "", "Leather for twelve pens and one good eraser. Rolls up with a strap."),
            new("WALLET", "Bifold wallet", "Brenn", 69_00, Bags.Wallet, "Walnut,Sumi,Slate", "", "Six cards and notes folded once. Thin from the beginning, thinner after a year."),
            new("WALLET-SLIM", "Card holder", "Brenn", 39_00, Bags.Wallet, "Rust,Forest,Indigo", "", "Four cards and a fold for a banknote. Cut from the pieces that other bags leave."),
            new("BELT-BAG", "Belt pouch", "Sora", 54_00, Bags.Pouch, "Sumi,Terracotta", "", "Hip or shoulder, as you like. Room for a phone, a passport and a rice ball."),
        ]),
        new(Department, "Travel", [
            new("DUFFEL", "Weekender", "Hafen", 149_00, Bags.Duffel, "Moss,Sumi,Rust", "", "Forty litres of waxed canvas with leather straps. Exactly as large as two nights."),
            new("DUFFEL-SPORT", "Gym bag", "Sora", 79_00, Bags.Duffel, "Slate,Indigo", "", "A compartment for shoes and one for what is wet. Light, washable and indestructible so far."),
            new("SUITCASE", "Cabin suitcase", "Nordlys", 249_00, Bags.Suitcase, "Sumi,Celadon,Terracotta", "", "A shell of polycarbonate on four quiet wheels. Thirty-eight litres, which every airline takes."),
            new("SUITCASE-L", "Large suitcase", "Nordlys", 329_00, Bags.Suitcase, "Slate,Forest", "", "Eighty-five litres for two weeks or one winter. Wheels, handle and locks can all be replaced."),
            new("UMBRELLA", "Walking umbrella", "Hafen", 69_00, Bags.Umbrella, "Sky,Red,Forest", "", "Sixteen ribs of fibreglass over a shaft of chestnut. Turns inside out and back again without complaint."),
            new("UMBRELLA-SMALL", "Pocket umbrella", "Hafen", 44_00, Bags.Umbrella, "Mustard,Indigo", "", "Opens at the push of a button and closes the same way. Shorter than a loaf of bread."),
            new("FLASK-TRAVEL", "Travel tumbler", "Kawa", 36_00, CampGear.Flask, "Rose,Sumi,Celadon", "", "Steel with a ceramic inside, so that coffee tastes of coffee. Tight at any angle."),
        ]),
    ];
}
