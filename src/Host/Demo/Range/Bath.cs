using Kontor.Host.Demo.Drawing;

namespace Kontor.Host.Demo.Range;

/// <summary>What the demo shop sells for bath and bed.</summary>
internal static class Bath
{
    private const string Department = "Bath and bed";

    public static IEnumerable<DemoShelf> Shelves =>
    [
        new(Department, "Towels", [
            new("TOWEL", "Imabari towel", "Sora", 26_00, BathAndBed.Towels, "Indigo,White,Rose,Moss", "50 × 100,70 × 140+20", "Cotton from Imabari, washed soft in the water of the Soja river. Sinks within five seconds: that is how they test it."),
            new("TOWEL-WAFFLE", "Waffle towel", "Ines & Otto", 22_00, BathAndBed.Towels, "Sand,Sky,Slate", "50 × 100,70 × 140+16", "Half linen, half cotton, and dry again before the next shower. Gets softer for years."),
            new("TOWEL-HAMMAM", "Hammam towel", "Ines & Otto", 32_00, BathAndBed.Towels, "Terracotta,Mustard", "", "Thin, large and fringed. For the bath, the beach and the shoulders."),
            new("TOWEL-GUEST", "Guest towels, set of three", "Sora", 28_00, BathAndBed.Towels, "White,Celadon", "", "Small towels with a woven border. Three of them look like a hotel, or at least like a good intention."),
        ]),
        new(Department, "Care", [
            new("SOAP", "Bar soap", "Wiese", 9_50, BathAndBed.Soap, "Celadon,Rose,Mustard", "", "Olive oil and shea butter, boiled in a copper pot and dried for six weeks. Wild rose, yuzu or sage."),
            new("SOAP-CHARCOAL", "Charcoal soap", "Kawa", 12_00, BathAndBed.Soap, "Sumi", "", "Binchotan charcoal draws out what the day has left. It is black, and the foam is white."),
            new("HANDWASH", "Hand wash", "Wiese", 18_00, BathAndBed.Dispenser, "Moss,Rose,Sand", "300 ml,500 ml+8", "Mild enough for thirty times a day. The bottle is made to be filled again."),
            new("SHAMPOO", "Shampoo", "Wiese", 22_00, BathAndBed.Dispenser, "Celadon,Sky", "", "Nettle and birch without silicone. Rinses out clean and smells of a walk in May."),
            new("LOTION", "Body lotion", "Atelier Lune", 29_00, BathAndBed.Dispenser, "White,Plum", "", "Camellia oil that sinks in before you are dressed. Made in small batches and dated by hand."),
            new("BRUSH-BODY", "Body brush", "Tischler", 34_00, BathAndBed.Brush, "Oak", "", "Bristles of sisal and a handle that reaches the middle of the back. Dry before the shower, and you are awake."),
            new("BRUSH-CLOTHES", "Clothes brush", "Tischler", 38_00, BathAndBed.Brush, "Walnut", "", "Brings a coat back from the day. Pear wood and bristles that are stiff at the tip and soft at the root."),
            new("MIRROR-BATH", "Shaving mirror", "Brenn", 58_00, Furnishings.Mirror, "Steel", "", "One side shows you as you are, the other five times as large. The joint stays put when you wipe it."),
            new("BRUSH-BATH", "Bath brush", "Wiese", 24_00, BathAndBed.Brush, "Bamboo,Sumi", "", "For tiles, taps and the corners that nobody likes. The head can be changed."),
        ]),
        new(Department, "Robes and slippers", [
            new("ROBE", "Linen bathrobe", "Ines & Otto", 129_00, BathAndBed.Robe, "White,Slate,Rose", "S/M,L/XL", "Heavy linen, washed before it is cut. Absorbs like a towel and wears like a coat."),
            new("YUKATA", "Cotton yukata", "Sora", 98_00, BathAndBed.Robe, "Indigo,Sky", "S/M,L/XL", "Dyed in Arimatsu by a method of four hundred years. For after the bath and for the rest of the evening."),
            new("JINBEI", "Jinbei lounge set", "Sora", 89_00, BathAndBed.Jinbei, "Denim,Moss,Sumi", "S,M,L", "Jacket and trousers of crinkled cotton that hardly touch the skin. What one wears in Kyoto when it is too hot for anything else."),
            new("SLIPPERS", "Felt slippers", "Fjell", 42_00, BathAndBed.Slippers, "Rose,Slate,Forest", "36-38,39-41,42-44", "Wool felt that is warm in winter and dry in summer. The sole is leather, so that you hear yourself coming."),
            new("SLIPPERS-LINEN", "Guest slippers", "Ines & Otto", 19_00, BathAndBed.Slippers, "Natural,Indigo", "M,L", "Flat, soft and quiet. They roll up into the pocket of a suitcase."),
        ]),
        new(Department, "Bedding", [
            new("BEDDING-LINEN", "Linen bedding", "Ines & Otto", 189_00, BathAndBed.Bedding, "Slate,Rose,Sand", "140 × 200,200 × 200+60", "French flax, woven in Portugal and washed with stones. It never needs ironing, which is rather the point."),
            new("BEDDING-COTTON", "Percale bedding", "Sora", 119_00, BathAndBed.Bedding, "Sky,White,Celadon", "140 × 200,200 × 200+40", "Crisp and cool like a good shirt. Two hundred threads to the inch, and not one of them synthetic."),
            new("BEDDING-GAUZE", "Double gauze bedding", "Sora", 139_00, BathAndBed.Bedding, "Moss,Terracotta", "140 × 200,200 × 200+50", "Two layers of the finest cotton, joined by tiny stitches. As light as sleeping under a cloud should be."),
            new("BASKET-LAUNDRY", "Laundry basket", "Wiese", 79_00, Furnishings.Basket, "Sand,Sumi", "", "Willow with a lining of cotton that goes into the machine with the rest. Tall enough for a week of two."),
            new("STOOL-BATH", "Hinoki bath stool", "Mori", 84_00, Furnishings.Stool, "Bamboo", "", "Cypress resists water and smells of it. For the shower, the sauna and the Japanese way of bathing."),
            new("CANDLE-BATH", "Bath candle", "Atelier Lune", 24_00, Furnishings.Candle, "Sky,Celadon", "", "Burns for as long as a bath stays warm, and a few times more. Sea salt and fig."),
        ]),
    ];
}
