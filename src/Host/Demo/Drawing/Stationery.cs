namespace Kontor.Host.Demo.Drawing;

/// <summary>Paper, and what goes with it.</summary>
internal static class Stationery
{
    public static void Notebook(Canvas c) => c
        .Turned(-6, 200, 200, g => g.Rect(118, 84, 176, 236, 8, "#e7dfcf").Rect(114, 80, 174, 234, 8, g.Main).Rect(114, 80, 26, 234, 8, g.Dark).Line("M268 80 L268 314", g.Deep, 6)
            .Rect(168, 128, 76, 44, 4, Canvas.Paper).Line("M180 144 L232 144", g.Deep, 3, 0.6).Line("M180 157 L216 157", g.Deep, 3, 0.4).Path("M214 314 L224 314 L224 342 L219 336 L214 342 Z", "#c0694a"));

    public static void Sketchbook(Canvas c) => c
        .Rect(96, 104, 208, 214, 6, "#e7dfcf").Rect(92, 98, 208, 214, 6, c.Main).Rect(124, 190, 144, 78, 4, Canvas.Paper).Line("M140 252 Q164 206 186 238 T254 212", c.Dark, 5)
        .Line("M112 88 L112 112", Canvas.Steel, 7).Line("M142 88 L142 112", Canvas.Steel, 7).Line("M172 88 L172 112", Canvas.Steel, 7).Line("M202 88 L202 112", Canvas.Steel, 7).Line("M232 88 L232 112", Canvas.Steel, 7).Line("M262 88 L262 112", Canvas.Steel, 7).Line("M286 88 L286 112", Canvas.Steel, 7);

    public static void Pen(Canvas c) => c
        .Turned(38, 200, 200, g => g.Rect(186, 56, 28, 196, 8, g.Main).Rect(186, 56, 28, 24, 8, g.Dark).Line("M212 72 L222 84 L222 148", Canvas.Steel, 5).Path("M186 250 L214 250 L204 312 L196 312 Z", Canvas.Steel).Rect(197.5, 310, 5, 14, 2.5, Canvas.Ink).Path("M191 88 L197 88 L197 244 L191 244 Z", "#fff", 0.4).Rect(184, 160, 32, 8, 2, g.Deep))
        .Line("M60 322 Q90 306 116 318 T176 316", c.Dark, 4, 0.6);

    public static void FountainPen(Canvas c) => c
        .Turned(42, 200, 200, g => g.Path("M182 46 Q200 34 218 46 L218 246 L182 246 Z", g.Main).Rect(180, 142, 40, 9, 2, Canvas.Brass).Line("M212 58 L226 70 L224 132", Canvas.Brass, 6).Path("M186 246 L214 246 L208 272 L192 272 Z", Canvas.Ink).Path("M192 272 L208 272 Q212 296 200 330 Q188 296 192 272 Z", Canvas.Brass).Line("M200 290 L200 326", Canvas.Ink, 2).Circle(200, 290, 3.5, Canvas.Ink).Path("M188 54 L194 50 L194 240 L188 240 Z", "#fff", 0.35));

    public static void Pencils(Canvas c) => c
        .Moved(0, 0, g => g.Turned(-12, 200, 320, One)).Turned(10, 200, 320, g => Pencil(g, "#d2a23e")).Turned(-1, 200, 320, g => Pencil(g, "#6d7b4f"))
        .Path("M136 214 L264 214 L256 304 Q255 318 240 318 L160 318 Q145 318 144 304 Z", Canvas.Paper).Path("M136 214 L264 214 L263 230 L137 230 Z", "#ded5c4").Path("M150 240 L162 240 L165 306 L156 306 Z", "#fff", 0.8);

    public static void Ink(Canvas c) => c
        .Rect(158, 110, 84, 56, 8, Canvas.Ink).Rect(158, 122, 84, 5, 0, "#57545e").Rect(158, 136, 84, 5, 0, "#57545e").Rect(170, 164, 60, 20, 2, "#fff", 0.7)
        .Path("M118 182 Q120 178 132 178 L268 178 Q280 178 282 182 L294 300 Q294 318 276 318 L124 318 Q106 318 106 300 Z", "#fff", 0.65).Path("M122 208 L278 208 L286 298 Q286 310 274 310 L126 310 Q114 310 114 298 Z", c.Main)
        .Rect(152, 226, 96, 62, 3, Canvas.Paper).Circle(200, 250, 13, c.Plain).Line("M176 274 L224 274", c.Dark, 4, 0.6);

    public static void Washi(Canvas c) => c
        .Moved(-8, 20, g => Roll(g, 140, 236, "#d8a0a0")).Moved(4, 8, g => Roll(g, 262, 244, "#8fb3c9")).Moved(0, -14, g => Roll(g, 202, 180, ""));

    public static void Scissors(Canvas c) => c
        .Path("M188 208 L244 62 Q256 76 250 98 L212 224 Z", Canvas.Steel).Path("M212 208 L156 62 Q144 76 150 98 L188 224 Z", "#c3cacf")
        .Line("M190 212 C168 236 146 238 142 272 C140 306 190 310 192 272 L204 218", c.Plain, 17).Line("M210 212 C232 236 254 238 258 272 C260 306 210 310 208 272 L196 218", c.Dark, 17).Circle(200, 206, 7, Canvas.Brass);

    public static void Cards(Canvas c) => c
        .Turned(-9, 200, 220, g => g.Rect(82, 128, 220, 160, 4, "#efe8da").Path("M82 130 L192 222 L302 130 Z", g.Main).Line("M84 131 L192 218 L300 131", g.Dark, 2.5))
        .Turned(6, 220, 240, g => g.Rect(150, 170, 176, 128, 4, Canvas.Paper).Circle(238, 222, 28, g.Plain).Circle(226, 214, 10, g.Light).Line("M196 276 L280 276", g.Dark, 4, 0.5));

    public static void Calendar(Canvas c) => c
        .Path("M92 300 L120 318 L312 318 L306 300 Z", "#b99a70").Rect(92, 88, 216, 216, 6, Canvas.Paper).Path("M92 94 Q92 88 98 88 L302 88 Q308 88 308 94 L308 144 L92 144 Z", c.Main)
        .Line("M136 78 L136 104", Canvas.Steel, 8).Line("M264 78 L264 104", Canvas.Steel, 8)
        .Rect(116, 168, 28, 22, 3, c.Light, 0.6).Rect(164, 168, 28, 22, 3, c.Light, 0.6).Rect(212, 168, 28, 22, 3, c.Plain).Rect(260, 168, 28, 22, 3, c.Light, 0.6)
        .Rect(116, 208, 28, 22, 3, c.Light, 0.6).Rect(164, 208, 28, 22, 3, c.Light, 0.6).Rect(212, 208, 28, 22, 3, c.Light, 0.6).Rect(260, 208, 28, 22, 3, c.Light, 0.6)
        .Rect(116, 248, 28, 22, 3, c.Light, 0.6).Rect(164, 248, 28, 22, 3, c.Light, 0.6).Rect(212, 248, 28, 22, 3, c.Light, 0.6);

    public static void DeskTray(Canvas c) => c
        .Turned(20, 250, 240, g => g.Rect(232, 108, 12, 130, 5, "#c0694a").Rect(254, 96, 12, 140, 5, "#4d6a82")).Rect(150, 150, 60, 90, 4, "#efe8da")
        .Path("M70 230 L330 230 L318 300 Q315 318 298 318 L102 318 Q85 318 82 300 Z", c.Main).Path("M70 230 L330 230 L328 244 L72 244 Z", c.Light).Line("M212 246 L212 316", c.Deep, 4, 0.5);

    public static void Stamps(Canvas c) => c
        .Path("M118 150 Q118 96 152 96 Q186 96 186 150 L178 232 L126 232 Z", Canvas.Wood).Rect(110, 230, 84, 30, 5, "#8a623b").Rect(116, 258, 72, 12, 2, c.Plain)
        .Rect(206, 262, 112, 50, 8, Canvas.Ink).Rect(214, 254, 96, 26, 4, c.Main).Turned(-8, 130, 300, g => g.Circle(140, 300, 22, g.Plain, 0.7).Circle(140, 300, 15, Canvas.Paper, 0.7).Circle(140, 300, 8, g.Plain, 0.7));

    public static void Wrapping(Canvas c) => c
        .Turned(-30, 200, 200, g => g.Rect(72, 128, 256, 54, 27, g.Main).Ellipse(322, 155, 14, 27, g.Deep).Ellipse(322, 155, 7, 14, "#d9cfbc")
            .Circle(104, 148, 6, "#fff", 0.6).Circle(148, 164, 6, "#fff", 0.6).Circle(192, 146, 6, "#fff", 0.6).Circle(238, 164, 6, "#fff", 0.6).Circle(280, 148, 6, "#fff", 0.6)
            .Rect(72, 196, 256, 54, 27, Canvas.Linen).Ellipse(322, 223, 14, 27, "#b5a88d").Ellipse(322, 223, 7, 14, "#d9cfbc").Line("M96 214 L300 214", g.Plain, 4, 0.6).Line("M96 230 L300 230", g.Plain, 4, 0.6));

    private static void One(Canvas c) => Pencil(c, c.Plain);

    private static void Pencil(Canvas c, string colour) => c
        .Rect(191, 112, 18, 140, 2, colour).Path("M191 114 L209 114 L200 78 Z", "#e8cfa4").Path("M196.5 92 L203.5 92 L200 78 Z", Canvas.Ink).Rect(191, 114, 6, 138, 0, "#fff", 0.3);

    private static void Roll(Canvas c, double x, double y, string colour)
    {
        var tape = colour.Length == 0 ? c.Plain : colour;
        c.Ellipse(x, y + 12, 62, 60, Shade.Darker(tape, 0.25)).Ellipse(x, y, 62, 60, tape).Ellipse(x, y + 1, 40, 38, "#d6c6a8").Ellipse(x, y + 3, 34, 32, "#8a765a")
            .Circle(x - 46, y - 14, 4, "#fff", 0.7).Circle(x + 46, y - 16, 4, "#fff", 0.7).Circle(x, y - 50, 4, "#fff", 0.7).Circle(x - 30, y + 40, 4, "#fff", 0.7).Circle(x + 32, y + 40, 4, "#fff", 0.7);
    }
}
