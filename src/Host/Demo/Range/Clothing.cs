using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>What the demo shop sells to wear.</summary>
internal static class Clothing
{
    private const string Department = "Clothing";

    private const string Sizes = "S,M,L,XL";

    public static IEnumerable<DemoShelf> Shelves =>
    [
        new(Department, "Tops", [
            new("TEE", "Heavy cotton T-shirt", "Sora", 39_00, Clothes.Tee, "White,Sumi,Moss", Sizes, "Knitted slowly on old loopwheel machines, without side seams. It keeps its shape, and gets softer where you do."),
            new("TEE-LINEN", "Linen T-shirt", "Ines & Otto", 49_00, Clothes.Tee, "Sky,Terracotta", "S,M,L", "Light, dry and a little transparent to the wind. Irons itself while you wear it."),
            new("TEE-STRIPE", "Breton shirt", "Hafen", 54_00, Clothes.Striped, "Indigo,Red", "S,M,L", "Twenty-one stripes, as the rules of the navy had it. A dense jersey that a sea breeze doesn't get through."),
            new("SHIRT-OXFORD", "Oxford shirt", "Ines & Otto", 89_00, Clothes.Shirt, "Sky,White", Sizes, "Woven from two-ply cotton with a collar that rolls by itself. Goes with a tie, and better without."),
            new("SHIRT-LINEN", "Linen shirt", "Ines & Otto", 95_00, Clothes.Shirt, "White,Moss", "S,M,L", "A band collar and sleeves that want to be rolled. Linen from Normandy, garment-washed."),
            new("SHIRT-FLANNEL", "Flannel shirt", "Fjell", 94_00, Clothes.Shirt, "Rust,Forest", "S,M,L", "Brushed on both sides, warm as a jumper and lighter. The buttons are corozo nut."),
            new("SHIRT-DENIM", "Denim shirt", "Sora", 98_00, Clothes.Shirt, "Denim", "S,M,L", "Six ounces of indigo that fades with you. Snaps instead of buttons, for people in a hurry."),
        ]),
        new(Department, "Knitwear and jackets", [
            new("SWEATER", "Fisherman's sweater", "Fjell", 149_00, Clothes.Sweater, "Indigo,Rose,White", "S,M,L", "Lambswool knitted so densely that rain takes an hour to get in. Elbows and cuffs are double."),
            new("SWEATER-MERINO", "Merino sweater", "Ines & Otto", 109_00, Clothes.Sweater, "Slate,Mustard", "S,M,L", "Fine enough for under a jacket, warm enough without one. Goes into the machine at thirty degrees."),
            new("JACKET-WORK", "Chore jacket", "Hafen", 129_00, Clothes.Jacket, "Blue,Sand,Moss", "S,M,L", "Three pockets, cotton twill, no nonsense. Made for French workshops, and now worn to dinner."),
            new("JACKET-WAXED", "Waxed jacket", "Fjell", 239_00, Clothes.Jacket, "Forest,Sumi", "M,L", "Waxed cotton with a collar of corduroy. Needs new wax once a year and a dog every day."),
            new("HAORI", "Haori jacket", "Sora", 159_00, Clothes.Haori, "Sumi,Indigo,Plum", "S/M,L/XL", "A short coat without a closure, worn over everything. Cotton slub, dyed four times."),
        ]),
        new(Department, "Trousers and dresses", [
            new("CHINO", "Chinos", "Ines & Otto", 99_00, Clothes.Trousers, "Sand,Moss", "30,32,34", "A straight leg in washed twill. They look right with sandals and with an argument."),
            new("JEANS", "Selvedge jeans", "Sora", 149_00, Clothes.Trousers, "Denim,Sumi", "30,32,34", "Fourteen ounces of denim from Okayama, sewn on chains. Stiff for two weeks, then yours for ten years."),
            new("TROUSERS-LINEN", "Linen trousers", "Ines & Otto", 89_00, Clothes.Trousers, "Natural,Slate", "S,M,L", "A cord at the waist and air everywhere else. Wrinkles are part of the cut."),
            new("DRESS", "Linen dress", "Ines & Otto", 119_00, Clothes.Dress, "Terracotta,Sky,Forest", "S,M,L", "Falls from the shoulders and forgives lunch. There are pockets, and they are deep."),
            new("DRESS-COTTON", "Poplin dress", "Atelier Lune", 139_00, Clothes.Dress, "Plum,Mustard", "S,M,L", "Crisp cotton with pleats that hold. Buttoned at the back, for those with friends."),
        ]),
        new(Department, "Accessories", [
            new("SOCKS", "Ribbed socks", "Fjell", 16_00, Clothes.Socks, "Mustard,Slate,Rose", "36-40,41-45", "Wool and cotton with a heel that stays down. A pair for each day would be reasonable."),
            new("SOCKS-TABI", "Tabi socks", "Sora", 14_00, Clothes.Socks, "Indigo,Red", "36-40,41-45", "A toe of its own for the big toe. Made for sandals and unexpectedly right for running."),
            new("CAP", "Corduroy cap", "Sora", 34_00, Clothes.Cap, "Forest,Sand,Sumi", "", "Six panels, a soft brim and a strap of brass. Rolls up into a coat pocket."),
            new("BEANIE", "Ribbed beanie", "Fjell", 29_00, Clothes.Beanie, "Rust,Slate,White,Indigo", "", "Merino that doesn't itch, knitted in one piece. Turn it up once or twice."),
            new("SCARF", "Lambswool scarf", "Fjell", 59_00, Clothes.Scarf, "Slate,Terracotta,Moss", "", "Two metres of warmth with fringes that were twisted by hand. Woven in the valley where the sheep live."),
            new("BELT", "Leather belt", "Brenn", 64_00, Clothes.Belt, "Walnut,Sumi", "85 cm,95 cm,105 cm", "One strap of bridle leather, four millimetres thick. The buckle is solid brass and will outlive you."),
            new("GLOVES", "Knitted mittens", "Fjell", 36_00, Clothes.Gloves, "Red,Slate", "S,L", "Boiled wool against the wind. On a cord, if you ask."),
            new("SNEAKER", "Canvas sneakers", "Sora", 84_00, Clothes.Shoe, "White,Indigo,Rose", "38,40,42,44", "Canvas from Kurashiki on soles that are baked on, not glued. They can be washed, and should be, rarely."),
            new("SLIPPERS-WOOL", "Wool clogs", "Fjell", 69_00, BathAndBed.Slippers, "Moss,Sumi", "37-39,40-42", "Felted wool on cork that takes the form of your foot. For the kitchen, the studio and the way to the letter box."),
        ]),
    ];
}
