namespace Kontor.Host.Demo.Drawing;

/// <summary>What makes a room.</summary>
internal static class Furnishings
{
    public static void DeskLamp(Canvas c) => c
        .Ellipse(150, 310, 62, 12, c.Dark).Ellipse(150, 305, 60, 11, c.Main)
        .Line("M150 302 L118 196 L230 112", Canvas.Steel, 9).Circle(118, 196, 11, Canvas.Brass)
        .Turned(28, 236, 112, g => g.Path("M214 88 L262 88 L300 158 L184 158 Z", c.Main).Ellipse(242, 158, 58, 11, "#fff3cf").Path("M220 96 L232 96 L216 150 L198 150 Z", "#fff", 0.3))
        .Path("M196 196 L300 150 L352 300 L150 300 Z", "#ffe9a8", 0.22);

    public static void TableLamp(Canvas c) => c
        .Path("M166 214 C140 250 150 306 170 318 L230 318 C250 306 260 250 234 214 Z", c.Main).Rect(190, 190, 20, 30, 4, Canvas.Brass)
        .Path("M146 82 L254 82 L296 196 L104 196 Z", "#f6ecd6").Path("M146 82 L176 82 L146 196 L104 196 Z", "#fff", 0.5).Path("M232 82 L254 82 L296 196 L252 196 Z", "#dfcfae", 0.6)
        .Ellipse(200, 196, 96, 9, "#ffe7ab").Path("M166 236 C154 262 158 292 168 306 L178 308 C168 284 168 254 178 230 Z", "#fff", 0.3);

    public static void Pendant(Canvas c) => c
        .Line("M200 0 L200 120", Canvas.Ink, 3).Rect(188, 112, 24, 22, 5, Canvas.Brass)
        .Path("M200 128 C266 128 306 176 310 236 L90 236 C94 176 134 128 200 128 Z", c.Main).Ellipse(200, 236, 110, 17, c.Deep).Ellipse(200, 238, 92, 12, "#ffefc2")
        .Circle(200, 246, 18, "#fff7de").Path("M112 222 C116 184 142 154 172 144 C148 168 138 196 136 226 Z", "#fff", 0.3);

    public static void PaperLantern(Canvas c) => c
        .Line("M200 0 L200 84", Canvas.Ink, 3).Ellipse(200, 200, 118, 114, c.Main)
        .Line("M104 134 C160 152 240 152 296 134", c.Dark, 2, 0.5).Line("M86 172 C150 192 250 192 314 172", c.Dark, 2, 0.5).Line("M84 216 C150 236 250 236 316 216", c.Dark, 2, 0.5)
        .Line("M100 262 C160 282 240 282 300 262", c.Dark, 2, 0.5).Line("M118 112 C170 124 230 124 282 112", c.Dark, 2, 0.5)
        .Ellipse(200, 90, 34, 7, Canvas.Ink).Ellipse(200, 311, 34, 7, Canvas.Ink).Ellipse(200, 206, 60, 70, "#fff", 0.35);

    public static void Candle(Canvas c) => c
        .Line("M200 152 L200 132", Canvas.Ink, 4).Path("M200 84 C224 112 218 138 200 138 C182 138 176 112 200 84 Z", "#f3b34c").Path("M200 106 C210 120 208 134 200 134 C192 134 190 120 200 106 Z", "#fff3c4")
        .Path("M132 160 L268 160 L268 296 Q268 318 246 318 L154 318 Q132 318 132 296 Z", c.Main).Ellipse(200, 160, 68, 13, c.Light).Ellipse(200, 162, 58, 9, Canvas.Paper)
        .Rect(166, 208, 68, 70, 4, Canvas.Paper).Line("M180 232 L220 232", c.Dark, 4).Line("M186 248 L214 248", c.Dark, 3, 0.5).Path("M142 182 L154 182 L154 304 L145 300 Z", "#fff", 0.3);

    public static void Cushion(Canvas c) => c
        .Path("M84 122 Q200 146 316 122 Q300 212 318 304 Q200 326 82 304 Q100 212 84 122 Z", c.Main)
        .Path("M84 122 Q200 146 316 122 Q312 134 310 148 Q200 166 90 148 Z", c.Light, 0.5)
        .Line("M128 152 Q140 220 126 296", c.Dark, 3, 0.4).Line("M176 158 Q182 224 174 306", c.Dark, 3, 0.4).Line("M226 158 Q220 224 228 306", c.Dark, 3, 0.4).Line("M274 152 Q262 220 276 296", c.Dark, 3, 0.4);

    public static void Throw(Canvas c) => c
        .Rect(82, 272, 236, 46, 20, c.Dark).Rect(82, 226, 236, 50, 22, c.Main).Rect(82, 180, 236, 50, 22, c.Main)
        .Path("M238 178 L300 178 L300 306 L238 306 Z", c.Light, 0.75)
        .Line("M244 308 L242 326", c.Plain, 4).Line("M256 308 L255 328", c.Plain, 4).Line("M269 308 L269 328", c.Plain, 4).Line("M282 308 L283 328", c.Plain, 4).Line("M295 306 L297 326", c.Plain, 4)
        .Line("M238 206 L300 206", c.Dark, 4, 0.5).Line("M238 252 L300 252", c.Dark, 4, 0.5).Line("M98 230 L232 230", c.Deep, 2, 0.4).Line("M98 276 L232 276", c.Deep, 2, 0.4);

    public static void Chair(Canvas c) => c
        .Line("M132 232 L118 318", Canvas.Wood, 12).Line("M268 232 L282 318", Canvas.Wood, 12).Line("M154 226 L148 296", Canvas.Wood, 10).Line("M246 226 L252 296", Canvas.Wood, 10)
        .Line("M136 232 L126 88", Canvas.Wood, 12).Line("M264 232 L274 88", Canvas.Wood, 12)
        .Path("M120 84 Q200 62 280 84 L277 136 Q200 118 123 136 Z", "#c3935c").Path("M122 88 Q200 68 278 88 L277 100 Q200 82 123 100 Z", "#fff", 0.25)
        .Path("M118 214 Q200 196 282 214 L288 236 Q200 256 112 236 Z", c.Main).Path("M118 214 Q200 196 282 214 L283 220 Q200 204 117 220 Z", "#fff", 0.3);

    public static void Stool(Canvas c) => c
        .Line("M148 170 L116 316", Canvas.Wood, 13).Line("M252 170 L284 316", Canvas.Wood, 13).Line("M200 176 L200 306", Canvas.Wood, 12).Line("M130 262 L270 262", Canvas.Wood, 9)
        .Ellipse(200, 166, 96, 22, c.Deep).Ellipse(200, 158, 96, 22, c.Main).Ellipse(190, 153, 70, 12, "#fff", 0.18);

    public static void Shelf(Canvas c) => c
        .Rect(92, 74, 14, 246, 4, c.Main).Rect(294, 74, 14, 246, 4, c.Main).Rect(92, 92, 216, 12, 3, c.Main).Rect(92, 168, 216, 12, 3, c.Main).Rect(92, 244, 216, 12, 3, c.Main).Rect(92, 302, 216, 12, 3, c.Main)
        .Rect(120, 116, 14, 52, 2, "#7b8f9e").Rect(136, 122, 12, 46, 2, "#c98a63").Rect(150, 112, 16, 56, 2, "#ded3bf").Circle(248, 146, 22, "#8a9a78")
        .Rect(216, 206, 64, 38, 6, "#c9b08a").Rect(124, 198, 44, 46, 22, "#b97a5d").Rect(130, 268, 60, 34, 4, "#8f9aa3").Rect(214, 272, 70, 30, 4, "#e3d8c4");

    public static void Basket(Canvas c) => c
        .Line("M130 178 C130 96 270 96 270 178", c.Dark, 11)
        .Path("M96 178 L304 178 L282 302 Q278 318 260 318 L140 318 Q122 318 118 302 Z", c.Main)
        .Line("M102 206 L298 206", c.Deep, 3, 0.5).Line("M106 232 L294 232", c.Deep, 3, 0.5).Line("M111 258 L289 258", c.Deep, 3, 0.5).Line("M116 284 L284 284", c.Deep, 3, 0.5)
        .Line("M136 184 L150 314", c.Light, 3, 0.7).Line("M168 184 L176 314", c.Light, 3, 0.7).Line("M200 184 L200 314", c.Light, 3, 0.7).Line("M232 184 L224 314", c.Light, 3, 0.7).Line("M264 184 L250 314", c.Light, 3, 0.7)
        .Rect(90, 168, 220, 18, 9, c.Dark);

    public static void Clock(Canvas c) => c
        .Circle(200, 200, 124, c.Dark).Circle(196, 196, 122, c.Main).Circle(198, 198, 102, Canvas.Paper)
        .Line("M198 112 L198 126", Canvas.Ink, 5).Line("M198 270 L198 284", Canvas.Ink, 5).Line("M112 198 L126 198", Canvas.Ink, 5).Line("M270 198 L284 198", Canvas.Ink, 5)
        .Line("M198 198 L162 152", Canvas.Ink, 8).Line("M198 198 L250 166", Canvas.Ink, 5).Line("M198 198 L212 262", "#c0694a", 2.5).Circle(198, 198, 8, Canvas.Ink);

    public static void Print(Canvas c) => c
        .Rect(104, 62, 192, 256, 5, Canvas.Wood).Rect(116, 74, 168, 232, 2, Canvas.Paper).Rect(136, 96, 128, 188, 1, c.Light)
        .Circle(226, 142, 26, "#d9654a").Path("M136 240 L182 166 L214 216 L232 194 L264 240 Z", c.Dark).Path("M182 166 L196 188 L182 184 L170 190 Z", "#fff")
        .Rect(136, 238, 128, 46, 0, c.Plain).Line("M146 254 Q166 246 186 254 T226 254 T256 254", "#fff", 3, 0.6).Line("M146 270 Q166 262 186 270 T226 270 T256 270", "#fff", 3, 0.6);

    public static void Rug(Canvas c) => c
        .Path("M94 134 L306 134 L348 300 L52 300 Z", c.Main).Path("M112 150 L288 150 L318 282 L82 282 Z", c.Light, 0.8).Path("M126 164 L274 164 L296 266 L104 266 Z", c.Main)
        .Path("M200 174 L246 214 L200 256 L154 214 Z", c.Light).Path("M200 192 L222 214 L200 236 L178 214 Z", c.Dark)
        .Line("M54 304 L50 318", c.Dark, 4).Line("M102 304 L100 318", c.Dark, 4).Line("M151 304 L150 318", c.Dark, 4).Line("M200 304 L200 318", c.Dark, 4).Line("M249 304 L250 318", c.Dark, 4).Line("M298 304 L300 318", c.Dark, 4).Line("M346 304 L350 318", c.Dark, 4);

    public static void Box(Canvas c) => c
        .Path("M92 176 L308 176 L308 304 Q308 318 294 318 L106 318 Q92 318 92 304 Z", c.Main).Rect(84, 140, 232, 46, 8, c.Light).Path("M84 176 L316 176 L316 184 L84 184 Z", c.Deep, 0.4)
        .Rect(164, 222, 72, 34, 5, Canvas.Brass).Rect(171, 228, 58, 22, 2, Canvas.Paper).Line("M182 239 L218 239", Canvas.Ink, 3, 0.6);

    public static void Mirror(Canvas c) => c
        .Path("M200 318 L150 318 L176 268 L224 268 L250 318 Z", c.Dark).Ellipse(200, 178, 112, 116, c.Main).Ellipse(200, 178, 98, 102, "#dfe8ea")
        .Path("M132 196 L216 84 L250 96 L142 240 Z", "#fff", 0.5).Path("M164 264 L284 128 L292 148 L184 276 Z", "#fff", 0.35);

    public static void Incense(Canvas c) => c
        .Line("M236 262 L236 118", "#6f4d38", 5).Circle(236, 118, 4.5, "#e07a4f").Line("M236 108 C220 88 252 76 236 54 C226 40 240 30 236 22", "#fff", 6, 0.6)
        .Path("M74 268 Q200 298 326 268 L312 300 Q306 316 288 316 L112 316 Q94 316 88 300 Z", c.Main).Ellipse(200, 270, 126, 16, c.Light).Ellipse(200, 272, 112, 11, "#d9d0c1");
}
