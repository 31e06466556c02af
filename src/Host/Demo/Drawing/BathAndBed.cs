namespace Kontor.Host.Demo.Drawing;

/// <summary>What belongs to bath and bed.</summary>
internal static class BathAndBed
{
    public static void Towels(Canvas c) => c
        .Rect(88, 258, 224, 60, 26, c.Dark).Rect(88, 198, 224, 62, 27, c.Main).Rect(98, 140, 204, 60, 26, c.Light)
        .Line("M112 229 L288 229", Canvas.Paper, 5, 0.7).Line("M112 241 L288 241", Canvas.Paper, 2.5, 0.7).Line("M112 288 L288 288", Canvas.Paper, 5, 0.6).Line("M120 170 L280 170", c.Dark, 5, 0.5).Line("M120 181 L280 181", c.Dark, 2.5, 0.5);

    public static void Soap(Canvas c) => c
        .Path("M64 282 L336 282 L318 310 Q314 318 304 318 L96 318 Q86 318 82 310 Z", Canvas.Wood)
        .Path("M104 232 Q104 206 130 204 L270 204 Q296 206 296 232 L296 256 Q296 282 270 282 L130 282 Q104 282 104 256 Z", c.Main)
        .Path("M104 232 Q104 206 130 204 L270 204 Q296 206 296 232 Q296 242 270 244 L130 244 Q104 242 104 232 Z", c.Light).Ellipse(200, 224, 50, 10, c.Dark, 0.4)
        .Circle(286, 176, 17, "#fff", 0.6).Circle(258, 148, 11, "#fff", 0.55).Circle(300, 140, 8, "#fff", 0.55);

    public static void Brush(Canvas c) => c
        .Turned(-28, 200, 200, g => g.Rect(174, 158, 216, 24, 12, Canvas.Wood).Circle(374, 170, 5, "#7a5531").Rect(30, 148, 168, 44, 22, c.Main)
            .Path("M44 190 L186 190 L180 236 L50 236 Z", "#e6d3ae").Line("M66 194 L68 234", "#b99f74", 3).Line("M90 194 L91 234", "#b99f74", 3).Line("M115 194 L115 234", "#b99f74", 3).Line("M140 194 L139 234", "#b99f74", 3).Line("M164 194 L162 234", "#b99f74", 3));

    public static void Dispenser(Canvas c) => c
        .Line("M200 134 L200 92 L246 92", Canvas.Ink, 11).Line("M246 92 L252 104", Canvas.Ink, 9).Rect(178, 126, 44, 24, 6, Canvas.Ink)
        .Path("M152 150 L248 150 Q272 156 272 184 L272 296 Q272 318 250 318 L150 318 Q128 318 128 296 L128 184 Q128 156 152 150 Z", c.Main)
        .Rect(154, 204, 92, 82, 4, Canvas.Paper).Line("M170 226 L230 226", Canvas.Ink, 4, 0.75).Line("M176 242 L224 242", Canvas.Ink, 3, 0.4).Line("M184 256 L216 256", Canvas.Ink, 3, 0.4).Path("M138 180 L150 172 L150 304 L138 296 Z", "#fff", 0.3);

    public static void Robe(Canvas c) => c
        .Path("M154 84 L246 84 L332 132 L318 240 L272 226 L282 318 L118 318 L128 226 L82 240 L68 132 Z", c.Main)
        .Path("M160 82 L200 170 L240 82 L256 88 L206 196 L206 318 L194 318 L194 196 L144 88 Z", c.Light).Rect(128, 206, 144, 20, 4, c.Deep).Path("M186 206 L214 206 L222 276 L206 272 L200 232 L186 270 L174 268 Z", c.Deep)
        .Line("M128 226 L136 140", c.Dark, 3, 0.5).Line("M272 226 L264 140", c.Dark, 3, 0.5);

    public static void Bedding(Canvas c) => c
        .Path("M60 318 L60 258 Q60 228 90 226 L310 226 Q340 228 340 258 L340 318 Z", c.Main).Path("M60 270 Q60 226 100 222 L300 222 Q340 226 340 270 L340 284 Q270 262 200 276 Q120 290 60 280 Z", c.Light)
        .Path("M88 152 Q146 134 196 152 Q202 196 194 230 Q140 246 90 230 Q80 190 88 152 Z", Canvas.Paper).Path("M206 152 Q256 134 314 152 Q320 190 312 230 Q260 246 208 230 Q200 196 206 152 Z", Canvas.Linen)
        .Line("M96 220 Q140 234 188 220", "#cfc5b4", 3).Line("M214 220 Q262 234 306 220", "#cbbd9f", 3);

    public static void Slippers(Canvas c) => c
        .Moved(-58, 0, One).Moved(58, 10, One);

    public static void Jinbei(Canvas c) => c
        .Path("M150 76 L250 76 L322 122 L306 196 L268 186 L272 236 L128 236 L132 186 L94 196 L78 122 Z", c.Main).Path("M158 74 L200 156 L242 74 L256 80 L206 180 L206 236 L194 236 L194 180 L144 80 Z", c.Deep)
        .Path("M136 244 L264 244 L280 320 L214 320 L200 276 L186 320 L120 320 Z", c.Main).Line("M136 246 L264 246", c.Light, 6).Line("M170 204 L160 226", c.Light, 4).Line("M170 204 L184 224", c.Light, 4);

    private static void One(Canvas c) => c
        .Path("M152 316 C138 270 144 210 156 168 C164 136 236 136 244 168 C256 210 262 270 248 316 Q200 330 152 316 Z", c.Dark)
        .Path("M160 306 C150 266 152 214 162 176 C170 150 230 150 238 176 C248 214 250 266 240 306 Q200 318 160 306 Z", Canvas.Linen)
        .Path("M150 224 C144 170 164 130 200 130 C236 130 256 170 250 224 Q200 206 150 224 Z", c.Main).Path("M164 206 C162 170 178 146 200 144 C182 158 176 184 178 204 Z", "#fff", 0.25);
}
