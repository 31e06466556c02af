namespace Kontor.Bench.Figures;

/// <summary>
/// The least that a relational database does for an order of two lines: two conditional reservations, the order, its lines, one event. Two of 1,000 articles,
/// always in the same order so that nobody waits in a circle.
/// </summary>
internal static class OrderSql
{
    public const string Tables =
        """
        CREATE TABLE article (number int PRIMARY KEY, shelf bigint NOT NULL, held bigint NOT NULL DEFAULT 0, CHECK (held <= shelf)) WITH (fillfactor = 50);
        CREATE TABLE purchase (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, buyer int NOT NULL, sum bigint NOT NULL, state text NOT NULL, address jsonb NOT NULL,
            made_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE purchase_line (purchase_id bigint NOT NULL REFERENCES purchase, place int NOT NULL, article int NOT NULL, pieces int NOT NULL, price bigint NOT NULL,
            PRIMARY KEY (purchase_id, place));
        CREATE TABLE happened (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, about bigint NOT NULL, what text NOT NULL, details jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now());
        INSERT INTO article SELECT number, 1000000000 FROM generate_series(1, 1000) AS number;
        """;

    private const string Draw =
        """
        \set low random(1, 500)
        \set high random(501, 1000)
        \set buyer random(1, 100000)

        """;

    private const string Address = """{"name":"A","line1":"1 High St","city":"London","postalCode":"N1 1AA","country":"GB"}""";

    private const string Details = """{"sum":3998,"currency":"EUR","lines":[{"article":"x","pieces":1},{"article":"y","pieces":1}]}""";

    public static string Statements =>
        Draw +
        $"""
        BEGIN;
        {Hold(":low")};
        {Hold(":high")};
        {Purchase} RETURNING id AS purchase_id \gset
        INSERT INTO purchase_line VALUES (:purchase_id, 1, :low, 1, 1999), (:purchase_id, 2, :high, 1, 1999);
        INSERT INTO happened (about, what, details) VALUES (:purchase_id, 'purchase.made', '{Details}');
        COMMIT;

        """;

    public static string OneStatement =>
        Draw +
        $"""
        WITH kept AS ({Hold(":low", ":high")} RETURNING number), made AS ({Purchase} RETURNING id),
        lines AS (INSERT INTO purchase_line SELECT made.id, row_number() OVER (), kept.number, 1, 1999 FROM made, kept)
        INSERT INTO happened (about, what, details) SELECT id, 'purchase.made', '{Details}' FROM made;

        """;

    private static string Purchase => $"INSERT INTO purchase (buyer, sum, state, address) VALUES (:buyer, 3998, 'confirmed', '{Address}')";

    private static string Hold(params string[] articles) => $"UPDATE article SET held = held + 1 WHERE number IN ({string.Join(", ", articles)}) AND shelf - held >= 1";
}
