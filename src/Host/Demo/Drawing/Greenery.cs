namespace Kontor.Host.Demo.Drawing;

/// <summary>Plants, and what they are tended with. The pot has the colour.</summary>
internal static class Greenery
{
    private const string Leaf = "#5f7f52";

    private const string DarkLeaf = "#46653f";

    private const string PaleLeaf = "#86a06c";

    public static void Monstera(Canvas c) => c
        .Line("M200 250 C196 200 160 170 136 140", DarkLeaf, 5).Line("M202 250 C206 190 250 170 268 132", DarkLeaf, 5).Line("M200 250 C202 180 196 140 202 96", DarkLeaf, 5)
        .Path("M136 150 C84 160 74 110 96 82 C128 78 160 104 136 150 Z", Leaf).Path("M266 144 C320 154 332 104 308 78 C276 74 244 98 266 144 Z", DarkLeaf).Path("M202 110 C156 96 166 46 202 34 C238 46 248 96 202 110 Z", PaleLeaf).Path("M188 204 C142 222 120 188 130 164 C160 156 192 172 188 204 Z", PaleLeaf).Path("M218 210 C262 226 286 196 278 170 C248 162 216 178 218 210 Z", Leaf)
        .Line("M110 98 L134 146", DarkLeaf, 3).Line("M296 94 L268 140", PaleLeaf, 3).Line("M202 48 L202 104", Leaf, 3).Line("M100 116 L114 120", "#e9e4d8", 4, 0.8).Line("M304 112 L290 117", "#e9e4d8", 4, 0.8).Line("M180 70 L192 78", "#efeadf", 4, 0.8).Line("M224 70 L212 78", "#efeadf", 4, 0.8)
        .Moved(0, 0, Pot);

    public static void SnakePlant(Canvas c) => c
        .Path("M176 252 C150 190 150 130 160 82 C182 130 190 190 190 252 Z", DarkLeaf).Path("M190 252 C182 180 190 110 204 58 C220 112 222 184 212 252 Z", Leaf).Path("M210 252 C212 196 226 142 250 96 C254 146 244 204 226 252 Z", DarkLeaf).Path("M164 252 C140 220 128 182 126 148 C150 176 170 214 178 252 Z", PaleLeaf).Path("M228 252 C246 224 264 196 280 172 C280 206 262 236 242 252 Z", PaleLeaf)
        .Line("M161 98 C158 150 170 210 182 250", "#c9cf8a", 3).Line("M204 74 C196 130 196 200 200 250", "#c9cf8a", 3).Line("M247 110 C234 160 224 210 220 250", "#c9cf8a", 3).Moved(0, 0, Pot);

    public static void Cactus(Canvas c) => c
        .Line("M170 196 C132 196 132 172 132 146", Leaf, 28).Line("M230 176 C268 176 268 152 268 128", Leaf, 28).Rect(166, 84, 68, 176, 34, Leaf)
        .Line("M184 102 L184 244", DarkLeaf, 3).Line("M200 96 L200 246", DarkLeaf, 3).Line("M216 102 L216 244", DarkLeaf, 3).Circle(200, 82, 13, "#e08a8a").Circle(190, 88, 8, "#eeb0aa").Circle(210, 88, 8, "#eeb0aa").Moved(0, 0, Pot);

    public static void Bonsai(Canvas c) => c
        .Line("M204 262 C176 236 226 216 196 180 C186 164 204 150 214 136", "#75513a", 19).Line("M200 196 C172 192 156 178 146 164", "#75513a", 11).Line("M212 214 C240 208 256 202 268 190", "#75513a", 10)
        .Ellipse(136, 152, 56, 28, Leaf).Ellipse(122, 144, 30, 14, PaleLeaf).Ellipse(222, 108, 68, 38, DarkLeaf).Ellipse(204, 96, 40, 18, Leaf).Ellipse(282, 180, 46, 24, Leaf).Ellipse(272, 173, 26, 11, PaleLeaf)
        .Path("M108 262 L292 262 L278 308 Q274 318 262 318 L138 318 Q126 318 122 308 Z", c.Main).Rect(100, 252, 200, 18, 6, c.Dark).Ellipse(200, 254, 80, 6, "#6f7d4a");

    public static void Fern(Canvas c)
    {
        foreach (var (turn, colour) in ((double, string)[])[(-62, DarkLeaf), (62, DarkLeaf), (-38, Leaf), (38, Leaf), (-16, PaleLeaf), (16, PaleLeaf), (0, Leaf)])
        {
            c.Turned(turn, 200, 250, g => g.Path("M200 252 C184 200 184 140 200 84 C216 140 216 200 200 252 Z", colour).Line("M200 250 L200 100", DarkLeaf, 2.5, 0.7).Line("M188 150 L200 162 L212 150", DarkLeaf, 2, 0.6).Line("M187 180 L200 192 L213 180", DarkLeaf, 2, 0.6).Line("M189 210 L200 222 L211 210", DarkLeaf, 2, 0.6));
        }

        Pot(c);
    }

    public static void Olive(Canvas c) => c
        .Line("M200 256 L200 150", "#8a7a66", 9).Circle(200, 116, 56, "#93a388").Circle(156, 142, 38, "#7d9075").Circle(244, 142, 40, "#869a7d").Circle(186, 84, 30, "#a9b79c").Circle(232, 90, 26, "#93a388")
        .Circle(176, 130, 6, "#4d4a3a").Circle(222, 118, 6, "#4d4a3a").Circle(244, 152, 6, "#4d4a3a").Circle(198, 92, 5, "#4d4a3a").Circle(154, 150, 5, "#4d4a3a").Moved(0, 0, Pot);

    public static void Herbs(Canvas c) => c
        .Line("M150 236 L144 176", Leaf, 5).Line("M200 236 L200 160", Leaf, 5).Line("M252 236 L258 176", Leaf, 5).Circle(144, 166, 25, Leaf).Circle(128, 186, 18, PaleLeaf).Circle(162, 188, 18, DarkLeaf)
        .Path("M200 170 L186 118 L194 120 L200 88 L206 120 L214 118 Z", DarkLeaf).Path("M200 206 L172 154 L184 158 L200 128 L216 158 L228 154 Z", Leaf).Circle(258, 164, 23, PaleLeaf).Circle(242, 186, 18, Leaf).Circle(276, 186, 17, PaleLeaf)
        .Path("M84 236 L316 236 L308 304 Q306 318 292 318 L108 318 Q94 318 92 304 Z", c.Main).Path("M84 236 L316 236 L314 250 L86 250 Z", c.Dark, 0.6).Line("M168 262 L166 312", c.Dark, 3, 0.5).Line("M232 262 L234 312", c.Dark, 3, 0.5);

    public static void Planter(Canvas c) => c
        .Path("M110 140 L290 140 L268 302 Q266 318 250 318 L150 318 Q134 318 132 302 Z", c.Main).Rect(98, 122, 204, 36, 8, c.Dark).Ellipse(200, 124, 96, 13, c.Light).Ellipse(200, 126, 84, 9, "#5b4636")
        .Line("M124 196 L276 196", c.Light, 4, 0.6).Line("M128 222 L272 222", c.Light, 4, 0.6).Path("M126 166 L142 166 L156 304 L144 302 Z", "#fff", 0.22);

    public static void WateringCan(Canvas c) => c
        .Line("M132 200 C60 176 60 300 134 288", c.Dark, 12).Path("M250 274 L328 156 L344 166 L282 318 L250 318 Z", c.Dark).Turned(-32, 336, 156, g => g.Path("M314 142 L358 142 L352 166 L320 166 Z", g.Plain).Ellipse(336, 142, 22, 6, g.Light))
        .Path("M130 186 L262 186 L274 302 Q274 318 258 318 L134 318 Q118 318 118 302 Z", c.Main).Ellipse(196, 186, 66, 14, c.Light).Ellipse(196, 188, 56, 10, c.Deep).Line("M146 186 C146 116 246 116 246 186", c.Dark, 11).Path("M140 212 L156 212 L150 306 L134 304 Z", "#fff", 0.28);

    public static void Shears(Canvas c) => c
        .Path("M194 196 L168 68 Q182 64 196 84 L216 190 Z", Canvas.Steel).Path("M206 196 Q212 130 246 92 Q262 120 244 158 Q232 182 218 202 Z", "#c3cacf").Line("M198 200 C160 240 154 280 150 316", c.Plain, 21).Line("M212 200 C246 240 250 280 252 316", c.Dark, 21).Circle(206, 200, 12, Canvas.Brass).Line("M190 236 Q202 252 216 236", Canvas.Steel, 5);

    public static void Trowel(Canvas c) => c
        .Turned(32, 200, 200, g => g.Rect(184, 44, 32, 112, 14, Canvas.Wood).Rect(184, 54, 32, 12, 3, g.Plain).Line("M200 152 L200 192", Canvas.Steel, 11).Path("M162 186 Q200 172 238 186 L232 268 Q220 318 200 330 Q180 318 168 268 Z", Canvas.Steel).Path("M196 190 Q200 188 204 190 L204 306 L200 314 L196 306 Z", "#fff", 0.6));

    public static void Seeds(Canvas c) => c
        .Turned(7, 250, 230, g => g.Rect(186, 106, 128, 208, 4, "#e6dcc6").Circle(250, 214, 36, "#d2a23e").Line("M250 250 L250 296", Leaf, 5)).Turned(-7, 150, 230, g => g.Rect(92, 100, 132, 216, 4, Canvas.Paper).Path("M92 104 Q92 100 96 100 L220 100 Q224 100 224 104 L224 146 L92 146 Z", g.Main)
            .Line("M158 296 L158 206", Leaf, 5).Path("M158 236 C128 236 120 212 122 200 C146 200 158 214 158 236 Z", PaleLeaf).Path("M158 252 C190 252 198 228 196 216 C170 216 158 230 158 252 Z", Leaf).Circle(158, 194, 20, g.Plain).Circle(158, 194, 9, "#f3e2b0"));

    private static void Pot(Canvas c) => c
        .Path("M136 252 L264 252 L250 304 Q248 318 234 318 L166 318 Q152 318 150 304 Z", c.Main).Rect(128, 238, 144, 24, 6, c.Dark).Path("M148 266 L160 266 L170 310 L162 310 Z", "#fff", 0.25);
}
