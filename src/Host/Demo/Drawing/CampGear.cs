namespace Kontor.Host.Demo.Drawing;

/// <summary>What goes outdoors.</summary>
internal static class CampGear
{
    public static void Tent(Canvas c) => c
        .Line("M200 96 L210 84", Canvas.Ink, 5).Line("M200 96 L190 84", Canvas.Ink, 5).Path("M200 94 L356 316 L44 316 Z", c.Main).Path("M200 94 L356 316 L236 316 Z", c.Dark)
        .Path("M200 150 L252 316 L148 316 Z", c.Deep).Path("M200 150 L148 316 L120 316 Q170 240 200 150 Z", c.Light).Line("M44 316 L24 322", Canvas.Ink, 3).Line("M356 316 L376 322", Canvas.Ink, 3).Ellipse(200, 300, 26, 8, "#ffe3a0", 0.55);

    public static void Dome(Canvas c) => c
        .Path("M42 316 C52 178 120 116 200 116 C280 116 348 178 358 316 Z", c.Main).Path("M200 116 C280 116 348 178 358 316 L262 316 C262 230 240 160 200 116 Z", c.Dark)
        .Path("M200 156 C236 190 250 250 250 316 L150 316 C150 250 164 190 200 156 Z", c.Deep).Path("M200 156 C164 190 150 250 150 316 L176 316 C174 250 182 196 200 156 Z", c.Light).Line("M70 226 C120 130 280 130 330 226", "#fff", 4, 0.5);

    public static void SleepingBag(Canvas c) => c
        .Turned(-22, 200, 210, g => g.Path("M58 214 C58 158 96 140 140 142 L300 168 Q344 178 344 214 Q344 250 300 260 L140 286 C96 288 58 270 58 214 Z", g.Main).Ellipse(116, 214, 46, 56, g.Deep).Ellipse(112, 214, 34, 42, g.Light)
            .Line("M176 152 Q192 214 176 278", g.Dark, 4, 0.6).Line("M218 158 Q232 214 218 272", g.Dark, 4, 0.6).Line("M260 164 Q272 214 260 266", g.Dark, 4, 0.6).Line("M300 170 Q310 214 300 260", g.Dark, 4, 0.6).Ellipse(106, 214, 22, 28, Canvas.Paper));

    public static void Flask(Canvas c) => c
        .Rect(160, 72, 80, 54, 12, Canvas.Ink).Line("M176 72 C176 46 224 46 224 72", Canvas.Ink, 8).Path("M154 126 L246 126 Q262 138 262 162 L262 300 Q262 318 244 318 L156 318 Q138 318 138 300 L138 162 Q138 138 154 126 Z", c.Main)
        .Rect(138, 278, 124, 12, 0, c.Dark, 0.6).Path("M150 160 Q150 146 160 140 L166 140 L166 302 L152 302 Z", "#fff", 0.35).Path("M184 226 L200 198 L210 214 L216 206 L228 226 Z", Canvas.Paper, 0.85);

    public static void Lantern(Canvas c) => c
        .Line("M144 128 C128 40 272 40 256 128", Canvas.Ink, 6).Path("M150 132 Q150 104 200 100 Q250 104 250 132 Z", c.Main).Rect(188, 84, 24, 20, 5, c.Dark)
        .Path("M150 132 L250 132 Q284 192 250 256 L150 256 Q116 192 150 132 Z", "#fff4cf", 0.85).Path("M200 168 C222 194 216 228 200 228 C184 228 178 194 200 168 Z", "#f3b34c").Path("M200 190 C210 206 206 224 200 224 C194 224 190 206 200 190 Z", "#fff")
        .Line("M150 134 Q118 194 150 254", Canvas.Ink, 4).Line("M250 134 Q282 194 250 254", Canvas.Ink, 4).Path("M134 254 L266 254 L280 304 Q282 318 266 318 L134 318 Q118 318 120 304 Z", c.Main).Circle(272, 286, 8, Canvas.Brass);

    public static void FoldingChair(Canvas c) => c
        .Line("M104 312 L262 192", Canvas.Wood, 11).Line("M296 312 L138 192", Canvas.Wood, 11).Line("M124 74 L136 246", Canvas.Wood, 10).Line("M276 74 L264 246", Canvas.Wood, 10)
        .Path("M122 84 Q200 104 278 84 L272 168 Q200 186 128 168 Z", c.Main).Path("M112 216 Q200 262 288 216 L292 238 Q200 288 108 238 Z", c.Dark).Path("M112 212 Q200 252 288 212 L288 222 Q200 268 112 222 Z", c.Light).Line("M130 96 Q200 114 270 96", c.Light, 3, 0.6);

    public static void Hammock(Canvas c) => c
        .Line("M22 88 L84 152", Canvas.Linen, 5).Line("M378 88 L316 152", Canvas.Linen, 5).Path("M72 144 Q200 356 328 144 Q314 304 200 308 Q86 304 72 144 Z", c.Main).Path("M72 144 Q200 262 328 144 Q200 356 72 144 Z", c.Dark, 0.8)
        .Line("M112 210 Q120 250 150 286", Canvas.Paper, 6, 0.7).Line("M288 210 Q280 250 250 286", Canvas.Paper, 6, 0.7).Line("M166 250 Q176 280 184 302", Canvas.Paper, 6, 0.7).Line("M234 250 Q224 280 216 302", Canvas.Paper, 6, 0.7).Circle(22, 88, 7, Canvas.Steel).Circle(378, 88, 7, Canvas.Steel);

    public static void Compass(Canvas c) => c
        .Circle(200, 86, 18, c.Dark).Circle(200, 86, 9, "#efe7d8").Circle(200, 212, 108, c.Dark).Circle(197, 209, 106, c.Main).Circle(198, 210, 86, Canvas.Paper)
        .Line("M198 132 L198 144", Canvas.Ink, 5).Line("M198 276 L198 288", Canvas.Ink, 5).Line("M120 210 L132 210", Canvas.Ink, 5).Line("M264 210 L276 210", Canvas.Ink, 5)
        .Turned(32, 198, 210, g => g.Path("M198 142 L214 210 L182 210 Z", "#c0493a").Path("M198 278 L214 210 L182 210 Z", "#aab3b8")).Circle(198, 210, 8, Canvas.Ink);

    public static void FireBowl(Canvas c) => c
        .Path("M200 66 C252 128 262 168 246 214 L154 214 C138 168 166 150 170 112 C184 124 190 132 192 142 C204 120 204 94 200 66 Z", "#eb8a3c").Path("M202 122 C232 158 230 190 222 214 L178 214 C170 190 184 176 188 158 C196 164 200 168 200 172 C206 158 206 140 202 122 Z", "#fbd36b")
        .Line("M128 216 L252 190", "#7a5531", 17).Line("M272 216 L148 192", "#8c643c", 17).Path("M76 206 L324 206 C316 260 270 288 200 288 C130 288 84 260 76 206 Z", c.Main).Ellipse(200, 208, 124, 12, c.Deep, 0.5).Line("M142 276 L118 318", c.Dark, 11).Line("M258 276 L282 318", c.Dark, 11).Line("M200 286 L200 318", c.Dark, 11);

    public static void Hatchet(Canvas c) => c
        .Turned(24, 200, 200, g => g.Path("M190 96 L214 96 L220 300 Q218 318 204 318 Q190 318 190 302 Z", Canvas.Wood).Path("M176 84 L224 78 L226 136 L180 136 Q156 152 130 158 Q114 112 128 76 Q152 88 176 84 Z", Canvas.Steel).Path("M128 76 Q114 112 130 158 L138 156 Q124 114 136 80 Z", "#fff", 0.7).Rect(188, 266, 32, 40, 6, g.Main));

    public static void Stove(Canvas c) => c
        .Path("M128 150 L272 150 L262 214 Q260 226 246 226 L154 226 Q140 226 138 214 Z", Canvas.Steel).Ellipse(200, 150, 72, 12, "#f2f4f5").Line("M270 166 L318 154", Canvas.Ink, 8)
        .Path("M168 240 Q180 226 200 226 Q220 226 232 240 Q216 252 200 250 Q184 252 168 240 Z", "#5a9bd0", 0.8).Line("M152 228 L172 262", Canvas.Ink, 6).Line("M248 228 L228 262", Canvas.Ink, 6).Rect(182, 250, 36, 22, 4, Canvas.Brass).Line("M218 262 L256 262", Canvas.Brass, 6)
        .Path("M138 284 Q138 270 154 270 L246 270 Q262 270 262 284 L262 306 Q262 318 250 318 L150 318 Q138 318 138 306 Z", c.Main);

    public static void Bento(Canvas c) => c
        .Rect(86, 236, 228, 80, 16, c.Dark).Rect(86, 222, 228, 80, 16, c.Main).Rect(78, 186, 244, 50, 16, c.Light).Path("M78 214 L322 214 L322 224 Q322 236 306 236 L94 236 Q78 236 78 224 Z", c.Dark, 0.5)
        .Rect(184, 178, 32, 142, 3, Canvas.Ink).Line("M110 176 L290 158", Canvas.Wood, 8).Line("M110 164 L290 150", Canvas.Wood, 8);

    public static void Binoculars(Canvas c) => c
        .Path("M108 116 L172 116 L184 274 Q184 296 162 300 L106 300 Q80 296 82 270 Z", c.Main).Path("M292 116 L228 116 L216 274 Q216 296 238 300 L294 300 Q320 296 318 270 Z", c.Dark).Rect(176, 150, 48, 74, 10, Canvas.Ink)
        .Rect(104, 88, 72, 34, 8, Canvas.Ink).Rect(224, 88, 72, 34, 8, Canvas.Ink).Ellipse(133, 300, 52, 15, Canvas.Ink).Ellipse(267, 300, 52, 15, Canvas.Ink).Ellipse(133, 300, 38, 9, "#7d97b0").Ellipse(267, 300, 38, 9, "#7d97b0").Path("M110 136 L126 136 L118 270 L100 270 Z", "#fff", 0.2);
}
