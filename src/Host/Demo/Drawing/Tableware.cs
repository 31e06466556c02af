namespace Kontor.Host.Demo.Drawing;

/// <summary>What stands on the table.</summary>
internal static class Tableware
{
    public static void Mug(Canvas c) => c
        .Line("M258 185 C318 176 320 268 252 266", c.Dark, 19)
        .Path("M122 150 L264 150 L256 296 Q254 318 232 318 L154 318 Q132 318 130 296 Z", c.Main)
        .Ellipse(193, 150, 71, 15, c.Light).Ellipse(193, 152, 61, 10.5, c.Deep)
        .Path("M140 182 L156 182 L160 288 L147 288 Z", "#fff", 0.22);

    public static void EnamelMug(Canvas c) => c
        .Line("M262 178 C322 172 322 268 262 262", c.Dark, 13)
        .Path("M124 142 L268 142 L264 300 Q263 318 246 318 L146 318 Q129 318 128 300 Z", c.Main)
        .Ellipse(196, 142, 73, 14, "#39424f").Ellipse(196, 143, 65, 10.5, Canvas.Paper).Ellipse(196, 146, 54, 7, "#cfc8ba")
        .Path("M142 172 L158 172 L160 296 L147 296 Z", "#fff", 0.25)
        .Circle(232, 216, 2.4, "#fff", 0.6).Circle(212, 252, 2, "#fff", 0.6).Circle(240, 280, 2.2, "#fff", 0.6).Circle(186, 228, 1.8, "#fff", 0.6);

    public static void Cup(Canvas c) => c
        .Path("M138 168 L262 168 C262 238 252 300 234 318 L166 318 C148 300 138 238 138 168 Z", c.Main)
        .Path("M146 258 C176 270 226 270 254 258 C250 286 244 306 234 318 L166 318 C156 306 150 286 146 258 Z", c.Deep, 0.35)
        .Ellipse(200, 168, 62, 14, c.Light).Ellipse(200, 170, 53, 10, c.Deep)
        .Path("M152 190 L164 190 C165 226 170 262 178 286 L168 284 C158 258 153 226 152 190 Z", "#fff", 0.22);

    public static void Bowl(Canvas c) => c
        .Path("M164 296 L236 296 L230 320 L170 320 Z", c.Dark)
        .Path("M84 196 L316 196 C312 262 266 304 200 304 C134 304 88 262 84 196 Z", c.Main)
        .Ellipse(200, 196, 116, 24, c.Light).Ellipse(200, 199, 105, 18.5, c.Deep).Ellipse(192, 204, 78, 10, c.Dark, 0.7)
        .Path("M102 222 C110 252 130 274 156 286 L146 286 C122 274 104 252 98 222 Z", "#fff", 0.3);

    public static void Plate(Canvas c) => c
        .Ellipse(200, 214, 136, 136, c.Dark, 0.35)
        .Circle(200, 206, 134, c.Main).Circle(200, 206, 96, c.Dark, 0.35).Circle(200, 208, 92, c.Light)
        .Line("M96 156 A116 116 0 0 1 160 100", "#fff", 6, 0.5).Circle(256, 248, 2.5, c.Deep, 0.5).Circle(178, 172, 2, c.Deep, 0.5).Circle(216, 190, 1.8, c.Deep, 0.5).Circle(166, 252, 2.2, c.Deep, 0.5);

    public static void Glass(Canvas c) => c
        .Path("M132 122 L268 122 L254 304 Q252 318 238 318 L162 318 Q148 318 146 304 Z", "#fff", 0.55)
        .Path("M138 198 L262 198 L253 302 Q251 314 238 314 L162 314 Q149 314 147 302 Z", c.Main, 0.6)
        .Ellipse(200, 198, 62, 10, c.Light, 0.9)
        .Ellipse(200, 122, 68, 13, "#fff", 0.8).Ellipse(200, 123, 60, 9.5, c.Plain, 0.18)
        .Path("M150 146 L164 146 L170 298 L161 298 Z", "#fff", 0.6)
        .Line("M156 150 L163 300", "#fff", 2, 0.5).Line("M181 150 L184 306", c.Dark, 1.6, 0.25).Line("M219 150 L216 306", c.Dark, 1.6, 0.25).Line("M244 150 L237 302", c.Dark, 1.6, 0.25);

    public static void Carafe(Canvas c) => c
        .Path("M172 92 L228 92 L222 164 C258 188 272 226 266 276 Q262 318 240 318 L160 318 Q138 318 134 276 C128 226 142 188 178 164 Z", "#fff", 0.6)
        .Path("M140 232 L260 232 C266 250 266 268 263 284 Q258 314 238 314 L162 314 Q142 314 137 284 C134 268 134 250 140 232 Z", c.Main, 0.65)
        .Ellipse(200, 232, 60, 9, c.Light, 0.9)
        .Ellipse(200, 92, 29, 8, "#fff", 0.9).Ellipse(200, 88, 22, 12, Canvas.Wood).Ellipse(200, 80, 22, 7, "#e5c79b")
        .Path("M150 222 C152 206 162 192 174 184 L168 196 C160 206 156 222 156 300 L148 290 Z", "#fff", 0.65);

    public static void Chopsticks(Canvas c) => c
        .Rect(104, 296, 192, 22, 11, c.Dark).Rect(104, 292, 192, 18, 9, c.Light)
        .Path("M132 78 L144 76 L196 316 L190 318 Z", c.Main).Path("M212 76 L224 74 L232 318 L226 320 Z", c.Main)
        .Path("M132 78 L144 76 L152 112 L140 114 Z", Canvas.Brass).Path("M212 76 L224 74 L226 110 L213 112 Z", Canvas.Brass)
        .Path("M268 82 L278 84 L262 318 L256 318 Z", Canvas.Wood).Path("M300 90 L310 93 L280 318 L274 318 Z", Canvas.Wood);

    public static void Cutlery(Canvas c) => c
        .Path("M128 84 C108 84 102 120 110 150 Q116 166 122 170 L118 306 Q118 318 128 318 Q138 318 138 306 L134 170 Q140 166 146 150 C154 120 148 84 128 84 Z", Canvas.Steel)
        .Path("M118 206 L138 206 L138 306 Q138 318 128 318 Q118 318 118 306 Z", c.Main)
        .Path("M182 86 L188 86 L190 140 L196 140 L197 86 L203 86 L204 140 L210 140 L212 86 L218 86 L220 148 Q218 168 207 172 L210 306 Q210 318 200 318 Q190 318 190 306 L193 172 Q182 168 180 148 Z", Canvas.Steel)
        .Path("M190 206 L210 206 L210 306 Q210 318 200 318 Q190 318 190 306 Z", c.Main)
        .Path("M266 84 C284 100 288 160 284 204 L264 204 Z", Canvas.Steel).Path("M263 200 L285 200 L284 306 Q284 318 274 318 Q264 318 264 306 Z", c.Main);

    public static void Tray(Canvas c) => c
        .Path("M52 226 L348 226 L322 300 Q318 312 304 312 L96 312 Q82 312 78 300 Z", c.Dark)
        .Path("M52 222 L348 222 L326 284 Q322 294 308 294 L92 294 Q78 294 74 284 Z", c.Main)
        .Path("M72 232 L328 232 L312 278 Q309 284 300 284 L100 284 Q91 284 88 278 Z", c.Light, 0.8)
        .Moved(122, 118, g => Cup(g), 0.4).Moved(182, 128, g => Cup(g), 0.35);

    public static void Vase(Canvas c) => c
        .Line("M200 150 C196 110 176 90 168 56", "#6d7f57", 4).Line("M202 150 C210 104 232 92 240 64", "#6d7f57", 4)
        .Circle(166, 52, 16, "#e9d3a8").Circle(180, 62, 11, "#f2e2c0").Circle(242, 60, 14, "#e9d3a8").Circle(228, 74, 9, "#f2e2c0").Circle(204, 96, 9, "#f2e2c0")
        .Path("M178 146 L222 146 C218 172 262 196 262 250 C262 292 240 318 216 318 L184 318 C160 318 138 292 138 250 C138 196 182 172 178 146 Z", c.Main)
        .Ellipse(200, 146, 22, 6, c.Deep).Path("M156 226 C160 206 172 194 180 186 C172 216 168 262 178 298 C162 286 152 258 156 226 Z", "#fff", 0.25);

    public static void SakeSet(Canvas c) => c
        .Path("M146 118 L186 118 C182 148 212 170 214 232 C216 288 204 318 186 318 L146 318 C128 318 116 288 118 232 C120 170 150 148 146 118 Z", c.Main)
        .Ellipse(166, 118, 20, 5.5, c.Deep).Path("M134 222 C136 196 146 178 152 170 C146 206 144 264 152 300 C138 286 132 252 134 222 Z", "#fff", 0.28)
        .Moved(178, 184, g => Cup(g), 0.42).Moved(222, 198, g => Cup(g), 0.38);
}
