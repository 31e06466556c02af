namespace Kontor.Host.Demo.Drawing;

/// <summary>What people wear.</summary>
internal static class Clothes
{
    public static void Tee(Canvas c) => c
        .Path("M148 86 Q200 118 252 86 L328 132 L298 194 L268 178 L272 306 Q272 318 260 318 L140 318 Q128 318 128 306 L132 178 L102 194 L72 132 Z", c.Main)
        .Line("M150 88 Q200 126 250 88", c.Deep, 7, 0.6).Line("M132 178 L136 150", c.Dark, 3, 0.5).Line("M268 178 L264 150", c.Dark, 3, 0.5).Line("M132 306 L268 306", c.Dark, 2, 0.5).Rect(216, 168, 30, 34, 4, c.Dark, 0.4);

    public static void Striped(Canvas c)
    {
        Tee(c);
        foreach (var y in (int[])[156, 184, 212, 240, 268, 294])
        {
            c.Line($"M136 {y} L264 {y}", Canvas.Paper, 7, 0.75);
        }
    }

    public static void Shirt(Canvas c) => c
        .Path("M150 82 L250 82 L318 118 L336 262 L298 270 L276 168 L276 306 Q276 318 264 318 L136 318 Q124 318 124 306 L124 168 L102 270 L64 262 L82 118 Z", c.Main)
        .Path("M156 78 L200 92 L244 78 L252 96 L216 124 L200 96 L184 124 L148 96 Z", c.Light).Line("M200 98 L200 316", c.Dark, 3, 0.6)
        .Circle(205, 140, 4, Canvas.Paper).Circle(205, 182, 4, Canvas.Paper).Circle(205, 224, 4, Canvas.Paper).Circle(205, 266, 4, Canvas.Paper).Path("M224 152 L260 152 L260 186 L242 194 L224 186 Z", c.Dark, 0.55)
        .Line("M124 168 L130 140", c.Dark, 3, 0.5).Line("M276 168 L270 140", c.Dark, 3, 0.5);

    public static void Sweater(Canvas c) => c
        .Path("M148 84 Q200 106 252 84 L316 114 Q334 188 338 282 L302 288 L272 180 L274 300 L126 300 L128 180 L98 288 L62 282 Q66 188 84 114 Z", c.Main)
        .Rect(124, 294, 152, 24, 6, c.Dark).Line("M150 86 Q200 114 250 86", c.Dark, 13).Line("M64 286 L98 291", c.Dark, 15).Line("M336 286 L302 291", c.Dark, 15)
        .Line("M150 150 L158 158 L166 150 L174 158 L182 150 L190 158 L198 150 L206 158 L214 150 L222 158 L230 150 L238 158 L246 150", c.Light, 5, 0.9).Line("M150 172 L158 180 L166 172 L174 180 L182 172 L190 180 L198 172 L206 180 L214 172 L222 180 L230 172 L238 180 L246 172", Canvas.Paper, 4, 0.7);

    public static void Jacket(Canvas c) => c
        .Path("M150 82 L250 82 L320 120 L338 276 L300 284 L278 174 L280 306 Q280 318 268 318 L132 318 Q120 318 120 306 L122 174 L100 284 L62 276 L80 120 Z", c.Main)
        .Path("M150 78 Q200 60 250 78 L246 108 Q200 92 154 108 Z", c.Dark).Line("M200 104 L200 316", Canvas.Brass, 5).Rect(138, 220, 48, 54, 5, c.Dark).Rect(214, 220, 48, 54, 5, c.Dark).Line("M138 234 L186 234", c.Light, 2.5, 0.6).Line("M214 234 L262 234", c.Light, 2.5, 0.6)
        .Rect(222, 142, 40, 36, 4, c.Dark).Line("M122 174 L128 142", c.Deep, 3, 0.4).Line("M278 174 L272 142", c.Deep, 3, 0.4);

    public static void Haori(Canvas c) => c
        .Path("M158 80 L242 80 L346 118 L340 216 L276 206 L286 318 L114 318 L124 206 L60 216 L54 118 Z", c.Main)
        .Path("M160 78 L184 78 L192 318 L164 318 Z", c.Deep).Path("M240 78 L216 78 L208 318 L236 318 Z", c.Deep).Path("M190 100 L210 100 L206 318 L194 318 Z", c.Light, 0.5)
        .Line("M172 194 C190 206 210 206 228 194", Canvas.Brass, 5).Line("M200 203 L200 226", Canvas.Brass, 5).Line("M124 206 L132 130", c.Dark, 3, 0.5).Line("M276 206 L268 130", c.Dark, 3, 0.5);

    public static void Trousers(Canvas c) => c
        .Path("M134 72 L266 72 L288 318 L224 318 L200 164 L176 318 L112 318 Z", c.Main).Rect(132, 70, 136, 24, 4, c.Dark).Rect(194, 72, 12, 20, 3, Canvas.Brass)
        .Line("M200 94 L200 160", c.Deep, 3, 0.6).Line("M140 100 Q152 128 132 138", c.Deep, 3, 0.6).Line("M260 100 Q248 128 268 138", c.Deep, 3, 0.6).Line("M152 170 L142 306", c.Light, 3, 0.4).Line("M248 170 L258 306", c.Light, 3, 0.4).Rect(113, 300, 64, 18, 2, c.Dark, 0.5).Rect(223, 300, 64, 18, 2, c.Dark, 0.5);

    public static void Dress(Canvas c) => c
        .Path("M160 70 L174 70 Q200 110 226 70 L240 70 L254 150 L246 176 L302 306 Q250 324 200 322 Q150 324 98 306 L154 176 L146 150 Z", c.Main)
        .Path("M154 170 L246 170 L250 188 L150 188 Z", c.Dark).Line("M176 196 L150 312", c.Dark, 3, 0.45).Line("M200 196 L200 318", c.Dark, 3, 0.45).Line("M224 196 L250 312", c.Dark, 3, 0.45).Line("M175 72 Q200 112 225 72", c.Light, 4);

    public static void Socks(Canvas c) => c
        .Moved(-36, -10, One).Moved(46, 8, One);

    public static void Cap(Canvas c) => c
        .Path("M96 248 C92 150 150 108 208 112 C270 116 304 166 300 248 Q198 226 96 248 Z", c.Main).Path("M92 246 Q198 222 304 248 Q352 262 356 288 Q276 264 180 268 Q120 270 92 246 Z", c.Dark)
        .Line("M200 112 Q176 164 180 232", c.Dark, 3, 0.5).Line("M214 112 Q256 160 256 238", c.Dark, 3, 0.5).Ellipse(206, 112, 12, 7, c.Deep).Path("M116 226 C118 176 142 146 168 134 C148 164 142 198 142 226 Z", "#fff", 0.2);

    public static void Beanie(Canvas c) => c
        .Path("M104 250 C98 146 146 96 200 96 C254 96 302 146 296 250 Z", c.Main).Rect(92, 238, 216, 62, 24, c.Dark)
        .Line("M150 118 Q134 176 136 236", c.Dark, 4, 0.4).Line("M184 104 Q176 170 178 236", c.Dark, 4, 0.4).Line("M216 104 Q224 170 222 236", c.Dark, 4, 0.4).Line("M250 118 Q266 176 264 236", c.Dark, 4, 0.4)
        .Line("M124 250 L124 288", c.Light, 4, 0.4).Line("M154 250 L154 290", c.Light, 4, 0.4).Line("M184 250 L184 290", c.Light, 4, 0.4).Line("M216 250 L216 290", c.Light, 4, 0.4).Line("M246 250 L246 290", c.Light, 4, 0.4).Line("M276 250 L276 288", c.Light, 4, 0.4);

    public static void Scarf(Canvas c) => c
        .Path("M120 106 Q200 152 280 106 L300 152 Q200 206 100 152 Z", c.Dark).Path("M222 158 L282 136 L300 304 L232 304 Z", c.Dark).Path("M128 148 Q160 172 190 176 L182 318 L108 318 Z", c.Main).Path("M112 104 Q200 92 288 104 Q300 130 280 146 Q200 172 120 146 Q100 130 112 104 Z", c.Main)
        .Line("M116 258 L184 262", Canvas.Paper, 8, 0.7).Line("M113 280 L183 284", Canvas.Paper, 4, 0.7).Line("M112 320 L110 334", c.Plain, 4).Line("M130 320 L129 336", c.Plain, 4).Line("M148 320 L148 336", c.Plain, 4).Line("M166 320 L167 336", c.Plain, 4).Line("M180 320 L182 334", c.Plain, 4).Line("M236 306 L235 320", c.Dark, 4).Line("M256 306 L256 322", c.Dark, 4).Line("M276 306 L277 322", c.Dark, 4).Line("M296 306 L299 320", c.Dark, 4);

    public static void Shoe(Canvas c) => c
        .Path("M64 296 L348 296 Q350 320 326 320 L84 320 Q62 320 64 296 Z", Canvas.Paper).Path("M64 302 L348 302 L348 308 L64 308 Z", "#cfc5b2")
        .Path("M72 186 Q94 206 134 200 L154 172 C186 226 238 250 306 256 Q346 262 348 298 L64 298 Q58 230 72 186 Z", c.Main)
        .Path("M70 186 Q94 208 136 198 L150 176 L160 194 Q142 232 72 232 Z", c.Dark).Line("M182 214 L160 240", Canvas.Paper, 6).Line("M206 230 L186 254", Canvas.Paper, 6).Line("M232 240 L214 264", Canvas.Paper, 6).Path("M288 256 Q342 260 346 298 L292 298 Q278 276 288 256 Z", c.Light, 0.6);

    public static void Belt(Canvas c) => c
        .Line("M200 298 C88 298 84 140 200 138 C316 136 322 270 244 282 L130 290", c.Dark, 32).Line("M200 294 C92 294 88 136 200 134 C312 132 318 266 242 278 L130 286", c.Plain, 28).Line("M200 294 C92 294 88 136 200 134 C312 132 318 266 242 278", c.Light, 2, 0.7)
        .Rect(98, 262, 54, 50, 8, Canvas.Brass).Rect(108, 272, 34, 30, 4, c.Deep).Line("M110 287 L150 287", Canvas.Brass, 6);

    public static void Gloves(Canvas c) => c
        .Moved(-72, 6, Hand).Moved(66, -8, Hand);

    private static void One(Canvas c) => c
        .Path("M148 88 L216 88 L218 214 C220 244 262 262 286 274 C304 286 298 314 274 314 L190 314 Q146 312 148 262 Z", c.Main).Rect(142, 78, 80, 34, 8, c.Dark)
        .Path("M286 274 C304 286 298 314 274 314 L244 314 Q240 284 262 264 Z", c.Light).Path("M148 250 Q176 246 186 270 Q192 300 170 312 Q146 300 148 262 Z", c.Light).Line("M150 140 L216 140", Canvas.Paper, 7, 0.8).Line("M150 158 L216 158", Canvas.Paper, 4, 0.8);

    private static void Hand(Canvas c) => c
        .Path("M164 186 C160 150 162 116 174 100 Q200 82 226 100 C238 116 240 150 238 196 L238 282 L164 282 Z", c.Main).Path("M164 232 C142 214 126 200 132 184 Q142 172 156 186 L172 212 Z", c.Dark).Rect(160, 274, 82, 42, 8, c.Dark)
        .Line("M186 110 L186 160", c.Dark, 3, 0.5).Line("M202 104 L202 158", c.Dark, 3, 0.5).Line("M218 110 L218 160", c.Dark, 3, 0.5);
}
