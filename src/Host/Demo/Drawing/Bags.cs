namespace Kontor.Host.Demo.Drawing;

/// <summary>What carries other things.</summary>
internal static class Bags
{
    public static void Tote(Canvas c) => c
        .Line("M150 152 C146 44 254 44 250 152", c.Dark, 13)
        .Path("M98 146 L302 146 L314 302 Q314 318 298 318 L102 318 Q86 318 86 302 Z", c.Main).Path("M98 146 L302 146 L303 164 L97 164 Z", c.Dark, 0.5)
        .Line("M150 152 L150 186", c.Dark, 13).Line("M250 152 L250 186", c.Dark, 13).Circle(200, 240, 30, Canvas.Paper, 0.75).Path("M178 250 L196 220 L208 238 L214 230 L224 250 Z", c.Dark).Line("M112 176 L104 300", "#fff", 5, 0.2);

    public static void Backpack(Canvas c) => c
        .Line("M172 92 C172 52 228 52 228 92", c.Deep, 10).Rect(78, 200, 40, 96, 16, c.Dark).Rect(282, 200, 40, 96, 16, c.Dark)
        .Path("M108 150 C108 96 148 82 200 82 C252 82 292 96 292 150 L296 290 Q296 318 268 318 L132 318 Q104 318 104 290 Z", c.Main)
        .Path("M108 150 C108 96 148 82 200 82 C252 82 292 96 292 150 Q292 190 200 192 Q108 190 108 150 Z", c.Dark).Rect(128, 216, 144, 84, 14, c.Dark).Line("M142 236 L258 236", Canvas.Brass, 4)
        .Rect(150, 168, 14, 60, 4, Canvas.Leather).Rect(236, 168, 14, 60, 4, Canvas.Leather).Rect(147, 208, 20, 16, 3, Canvas.Brass).Rect(233, 208, 20, 16, 3, Canvas.Brass).Path("M124 140 C126 112 148 100 168 98 C150 112 144 132 142 160 Z", "#fff", 0.2);

    public static void Messenger(Canvas c) => c
        .Line("M96 180 C80 40 320 40 304 180", c.Deep, 12).Path("M78 170 L322 170 L318 302 Q316 318 300 318 L100 318 Q84 318 82 302 Z", c.Main)
        .Path("M74 166 L326 166 L322 252 Q318 270 300 270 L100 270 Q82 270 78 252 Z", c.Dark).Rect(184, 236, 32, 54, 5, Canvas.Leather).Rect(188, 262, 24, 16, 3, Canvas.Brass).Line("M92 182 L308 182", c.Light, 2.5, 0.5);

    public static void Duffel(Canvas c) => c
        .Line("M136 208 C136 96 264 96 264 208", Canvas.Leather, 12).Rect(48, 184, 304, 134, 52, c.Main).Ellipse(82, 251, 34, 66, c.Dark).Line("M104 198 L296 198", Canvas.Brass, 4)
        .Rect(128, 186, 18, 130, 3, Canvas.Leather).Rect(254, 186, 18, 130, 3, Canvas.Leather).Rect(170, 226, 60, 52, 5, c.Dark).Path("M300 196 Q340 206 344 250 Q340 224 300 214 Z", "#fff", 0.25);

    public static void Pouch(Canvas c) => c
        .Path("M74 178 L326 178 L338 292 Q338 318 312 318 L88 318 Q62 318 62 292 Z", c.Main).Rect(70, 162, 260, 28, 12, c.Dark).Line("M86 176 L310 176", Canvas.Brass, 5).Line("M310 176 L326 208", Canvas.Leather, 9)
        .Rect(172, 238, 56, 34, 4, Canvas.Paper).Line("M184 255 L216 255", c.Dark, 4).Path("M84 206 L100 206 L92 302 L80 298 Z", "#fff", 0.22);

    public static void Wallet(Canvas c) => c
        .Rect(196, 118, 96, 100, 6, "#8fa3ad").Rect(180, 132, 96, 100, 6, "#e2d3b4").Path("M76 164 Q76 150 92 150 L308 150 Q324 150 324 164 L324 300 Q324 318 306 318 L94 318 Q76 318 76 300 Z", c.Main)
        .Path("M250 206 L324 206 L324 256 L250 256 Q234 254 234 231 Q234 208 250 206 Z", c.Dark).Circle(258, 231, 9, Canvas.Brass).Line("M90 164 L310 164", c.Light, 2.5, 0.6).Line("M90 304 L310 304", c.Light, 2.5, 0.6);

    public static void Furoshiki(Canvas c) => c
        .Path("M92 262 Q92 190 200 184 Q308 190 308 262 Q308 318 270 318 L130 318 Q92 318 92 262 Z", c.Main)
        .Path("M184 190 C132 168 108 128 92 112 C130 106 178 140 200 182 Z", c.Dark).Path("M216 190 C268 168 292 128 308 112 C270 106 222 140 200 182 Z", c.Plain).Ellipse(200, 188, 27, 19, c.Dark).Ellipse(196, 184, 20, 12, c.Light, 0.6)
        .Circle(140, 256, 9, Canvas.Paper, 0.75).Circle(188, 286, 9, Canvas.Paper, 0.75).Circle(244, 252, 9, Canvas.Paper, 0.75).Circle(272, 290, 8, Canvas.Paper, 0.75).Circle(196, 236, 8, Canvas.Paper, 0.75).Circle(128, 298, 7, Canvas.Paper, 0.75);

    public static void Umbrella(Canvas c) => c
        .Line("M200 84 L200 298 C200 330 244 330 244 298", Canvas.Wood, 9).Line("M200 60 L200 78", Canvas.Ink, 6)
        .Path("M54 202 C60 120 124 76 200 76 C276 76 340 120 346 202 Q320 180 298 202 Q274 180 250 202 Q226 180 200 202 Q174 180 150 202 Q126 180 102 202 Q80 180 54 202 Z", c.Main)
        .Path("M200 76 C170 110 152 156 150 202 Q174 180 200 202 Q226 180 250 202 C248 156 230 110 200 76 Z", c.Light, 0.55).Path("M200 76 C264 84 294 144 298 202 Q320 180 346 202 C340 120 276 76 200 76 Z", c.Dark, 0.6);

    public static void Suitcase(Canvas c) => c
        .Line("M164 96 L164 52 L236 52 L236 96", Canvas.Steel, 9).Rect(104, 92, 192, 212, 22, c.Main).Circle(136, 310, 11, Canvas.Ink).Circle(264, 310, 11, Canvas.Ink)
        .Line("M142 110 L142 288", c.Dark, 5, 0.6).Line("M171 110 L171 288", c.Dark, 5, 0.6).Line("M200 110 L200 288", c.Dark, 5, 0.6).Line("M229 110 L229 288", c.Dark, 5, 0.6).Line("M258 110 L258 288", c.Dark, 5, 0.6).Rect(178, 88, 44, 16, 5, Canvas.Ink);
}
