namespace Kontor.Host.Demo.Drawing;

/// <summary>What a kitchen works with.</summary>
internal static class Kitchenware
{
    public static void Kettle(Canvas c) => c
        .Line("M136 196 C128 92 272 92 264 196", Canvas.Ink, 13).Line("M166 128 C186 116 214 116 234 128", Canvas.Wood, 19)
        .Path("M246 224 L316 176 L330 186 L268 274 Z", c.Dark)
        .Path("M116 216 Q200 180 284 216 Q300 262 290 302 Q286 318 268 318 L132 318 Q114 318 110 302 Q100 262 116 216 Z", c.Main)
        .Ellipse(200, 208, 52, 14, c.Dark).Ellipse(200, 204, 48, 11, c.Light).Circle(200, 190, 10, Canvas.Ink)
        .Path("M128 236 Q138 226 154 222 Q140 262 148 300 L134 298 Q122 266 128 236 Z", "#fff", 0.35);

    public static void Gooseneck(Canvas c) => c
        .Line("M250 288 C312 286 288 182 322 162 L342 162", c.Dark, 12)
        .Line("M126 198 C66 190 62 286 122 288", Canvas.Ink, 13).Line("M86 216 C78 234 80 254 88 268", Canvas.Wood, 15)
        .Path("M136 184 L250 184 L278 298 Q280 318 262 318 L124 318 Q106 318 108 298 Z", c.Main)
        .Ellipse(193, 184, 57, 12, c.Light).Ellipse(193, 180, 50, 9, c.Dark).Rect(185, 156, 16, 20, 6, Canvas.Wood)
        .Path("M148 204 L164 204 L150 300 L132 300 Z", "#fff", 0.35);

    public static void Teapot(Canvas c) => c
        .Line("M148 168 C140 84 260 84 252 168", "#a9825a", 10)
        .Path("M262 226 L328 186 L338 200 L284 270 Z", c.Dark)
        .Path("M104 238 C104 194 150 174 200 174 C250 174 296 194 296 238 C296 290 262 318 200 318 C138 318 104 290 104 238 Z", c.Main)
        .Ellipse(200, 180, 50, 12, c.Dark).Ellipse(200, 176, 46, 10, c.Light).Circle(200, 162, 11, c.Dark)
        .Path("M122 240 C124 216 142 202 158 196 C144 226 146 268 162 296 C138 286 122 266 122 240 Z", "#fff", 0.25);

    public static void Pot(Canvas c) => c
        .Rect(62, 214, 40, 20, 9, c.Dark).Rect(298, 214, 40, 20, 9, c.Dark)
        .Path("M94 196 L306 196 L300 296 Q298 318 274 318 L126 318 Q102 318 100 296 Z", c.Main)
        .Path("M88 198 Q88 152 200 146 Q312 152 312 198 Z", c.Main).Path("M88 198 L312 198 L312 206 L88 206 Z", c.Deep, 0.6)
        .Rect(180, 128, 40, 22, 8, Canvas.Brass).Path("M116 222 L134 222 L136 300 L122 298 Z", "#fff", 0.25).Path("M108 184 Q120 162 168 156 Q132 170 124 190 Z", "#fff", 0.3);

    public static void Pan(Canvas c) => c
        .Turned(-32, 170, 230, g => g.Rect(262, 219, 110, 22, 11, Canvas.Wood).Circle(356, 230, 5, "#6d4c2d").Rect(246, 222, 30, 16, 4, Canvas.Steel))
        .Circle(160, 236, 98, c.Dark).Circle(160, 230, 98, c.Main).Circle(160, 232, 82, c.Deep).Circle(160, 234, 76, c.Dark)
        .Line("M98 214 A68 68 0 0 1 136 174", "#fff", 7, 0.25);

    public static void Knife(Canvas c) => c
        .Turned(-38, 200, 210, g => g
            .Path("M38 184 Q128 168 246 178 L246 220 L128 226 Q74 224 38 184 Z", Canvas.Steel).Path("M52 194 Q120 216 246 206 L246 220 L128 226 Q84 222 52 194 Z", "#fff", 0.55)
            .Rect(244, 174, 18, 48, 4, Canvas.Brass).Path("M260 176 L352 180 Q366 184 364 200 Q362 214 350 216 L260 220 Z", c.Main));

    public static void Board(Canvas c) => c
        .Path("M112 132 Q112 112 132 112 L168 112 Q176 74 200 74 Q224 74 232 112 L268 112 Q288 112 288 132 L288 298 Q288 320 268 320 L132 320 Q112 320 112 298 Z", c.Main)
        .Circle(200, 102, 10, c.Deep)
        .Line("M140 140 C146 196 134 240 142 300", c.Dark, 3, 0.5).Line("M172 140 C166 190 182 250 172 306", c.Dark, 3, 0.5).Line("M206 140 C214 200 200 250 210 306", c.Dark, 3, 0.5)
        .Line("M238 140 C232 190 246 250 238 306", c.Dark, 3, 0.5).Line("M264 140 C268 200 258 250 264 300", c.Dark, 3, 0.5);

    public static void Spoons(Canvas c) => c
        .Turned(-14, 200, 320, g => g.Rect(148, 146, 14, 172, 7, c.Main).Ellipse(155, 114, 27, 40, c.Main).Ellipse(155, 116, 18, 29, c.Dark, 0.6))
        .Turned(14, 200, 320, g => g.Rect(238, 150, 14, 168, 7, c.Main).Path("M222 78 L268 78 L264 154 L226 154 Z", c.Main).Rect(238, 92, 4, 44, 2, c.Deep, 0.6).Rect(248, 92, 4, 44, 2, c.Deep, 0.6))
        .Path("M138 228 L262 228 L252 308 Q250 320 238 320 L162 320 Q150 320 148 308 Z", "#ece6da").Path("M138 228 L262 228 L260 244 L140 244 Z", "#d4cbbb");

    public static void Whisk(Canvas c) => c
        .Path("M176 72 L224 72 L228 196 L172 196 Z", c.Main).Ellipse(200, 72, 24, 7, c.Light)
        .Line("M172 196 L228 196", c.Deep, 10)
        .Path("M172 196 C140 240 132 290 140 318 L260 318 C268 290 260 240 228 196 Z", c.Light, 0.7)
        .Line("M178 200 C152 244 146 286 150 318", c.Dark, 2.4).Line("M186 200 C170 244 166 286 168 318", c.Dark, 2.4).Line("M194 200 C188 244 186 286 187 318", c.Dark, 2.4)
        .Line("M206 200 C212 244 214 286 213 318", c.Dark, 2.4).Line("M214 200 C230 244 234 286 232 318", c.Dark, 2.4).Line("M222 200 C248 244 254 286 250 318", c.Dark, 2.4);

    public static void Jar(Canvas c) => c
        .Path("M132 148 L268 148 Q280 156 280 176 L280 294 Q280 318 256 318 L144 318 Q120 318 120 294 L120 176 Q120 156 132 148 Z", "#fff", 0.6)
        .Path("M126 214 Q164 200 200 212 T274 208 L274 292 Q274 312 254 312 L146 312 Q126 312 126 292 Z", c.Main)
        .Rect(126, 112, 148, 38, 9, Canvas.Wood).Ellipse(200, 113, 72, 9, "#e8cda3").Path("M134 168 L148 168 L148 300 L138 300 Z", "#fff", 0.6);

    public static void Mill(Canvas c) => c
        .Line("M200 108 L276 88", Canvas.Ink, 9).Circle(282, 84, 15, Canvas.Wood)
        .Path("M152 128 Q200 76 248 128 Z", Canvas.Steel).Rect(146, 126, 108, 66, 8, Canvas.Steel)
        .Path("M140 190 L260 190 L268 302 Q268 318 250 318 L150 318 Q132 318 132 302 Z", c.Main)
        .Rect(160, 244, 80, 48, 5, c.Deep, 0.5).Circle(200, 268, 7, Canvas.Brass).Path("M150 202 L164 202 L162 306 L148 306 Z", "#fff", 0.25);

    public static void Dripper(Canvas c) => c
        .Path("M152 226 L248 226 C262 250 268 276 264 300 Q262 318 244 318 L156 318 Q138 318 136 300 C132 276 138 250 152 226 Z", "#fff", 0.65)
        .Path("M140 274 L260 274 C264 286 264 296 262 304 Q258 316 244 316 L156 316 Q142 316 138 304 C136 296 136 286 140 274 Z", "#5a3826", 0.85)
        .Rect(146, 210, 108, 16, 7, c.Dark)
        .Path("M112 104 L288 104 L226 212 L174 212 Z", c.Main).Ellipse(200, 104, 88, 16, c.Light).Ellipse(200, 106, 78, 12, "#efe4d2").Path("M136 116 L264 116 L246 130 L154 130 Z", "#cdbda4")
        .Path("M136 130 L152 130 L186 200 L178 202 Z", "#fff", 0.3);

    public static void Tin(Canvas c) => c
        .Path("M138 170 L262 170 L262 304 Q262 318 248 318 L152 318 Q138 318 138 304 Z", c.Main)
        .Path("M132 118 L268 118 L268 174 L132 174 Z", c.Dark).Ellipse(200, 118, 68, 14, c.Light).Ellipse(200, 116, 14, 5, Canvas.Brass)
        .Rect(162, 206, 76, 76, 4, Canvas.Paper).Circle(200, 238, 17, c.Plain).Line("M180 268 L220 268", c.Dark, 4, 0.6).Path("M142 178 L152 178 L152 310 L143 308 Z", "#fff", 0.3);

    public static void Apron(Canvas c) => c
        .Line("M166 92 C166 50 234 50 234 92", c.Dark, 8).Line("M126 196 L84 222", c.Dark, 8).Line("M274 196 L316 222", c.Dark, 8)
        .Path("M158 88 L242 88 C246 132 258 160 284 184 L292 306 Q292 320 276 320 L124 320 Q108 320 108 306 L116 184 C142 160 154 132 158 88 Z", c.Main)
        .Rect(152, 214, 96, 64, 7, c.Dark).Line("M152 224 L248 224", c.Light, 2.5, 0.7).Line("M200 226 L200 276", c.Deep, 2.5, 0.5).Line("M168 102 L232 102", c.Light, 2.5, 0.7);

    public static void Mortar(Canvas c) => c
        .Turned(28, 220, 180, g => g.Path("M208 62 Q220 52 232 62 L240 214 L200 214 Z", Canvas.Wood))
        .Path("M92 190 L308 190 C306 262 268 312 232 316 L168 316 C132 312 94 262 92 190 Z", c.Main)
        .Ellipse(200, 190, 108, 23, c.Light).Path("M100 194 A100 18 0 0 0 300 194 A100 20 0 0 0 100 194 Z", c.Deep)
        .Turned(28, 220, 180, g => g.Path("M204 120 L236 120 L238 190 L200 190 Z", Canvas.Wood)).Path("M112 222 C120 262 140 290 160 302 L148 300 C124 284 110 256 106 222 Z", "#fff", 0.25);

    public static void OilBottle(Canvas c) => c
        .Path("M184 112 L216 112 L216 158 C216 178 258 190 258 226 L258 298 Q258 318 238 318 L162 318 Q142 318 142 298 L142 226 C142 190 184 178 184 158 Z", c.Main)
        .Line("M200 116 L200 84 L236 70", Canvas.Steel, 9).Rect(182, 102, 36, 18, 6, Canvas.Wood)
        .Rect(160, 232, 80, 58, 5, Canvas.Paper).Path("M176 262 Q200 236 224 262 Q200 280 176 262 Z", "#8d9b5b").Path("M152 220 L162 212 L162 304 L152 300 Z", "#fff", 0.35);
}
