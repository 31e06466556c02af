using System.Text.Json;
using System.Text.Json.Nodes;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>An event as it stands in the log.</summary>
internal record LoggedEvent
{
    /// <summary>The columns of <c>log</c> and <c>undelivered</c> that it is read from.</summary>
    public static readonly Sql Columns = Sql.Verbatim("position, logged_at, shop_id, event_id, type, version, topic, key, body, created_at");

    public required long Position { get; init; }

    public required DateTimeOffset LoggedAt { get; init; }

    public required Guid ShopId { get; init; }

    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public required int Version { get; init; }

    public required string Topic { get; init; }

    public required string Key { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What must stay in order.</summary>
    public (string Topic, string Key) Lane => (Topic, Key);

    /// <summary>The event in its envelope: CloudEvents 1.0 (https://github.com/cloudevents/spec), JSON format, structured mode.</summary>
    public JsonObject ToCloudEvent() => new()
    {
        ["specversion"] = "1.0",
        ["id"] = EventId.ToString(),
        ["source"] = $"/kontor/{Topic}",
        ["type"] = Type,
        ["subject"] = Key,
        ["time"] = JsonSerializer.SerializeToNode(CreatedAt.UtcDateTime),
        ["datacontenttype"] = "application/json",
        // Extensions, whose names the specification wants in lower case.
        ["shopid"] = ShopId.ToString(),
        ["dataversion"] = Version,
        ["sequence"] = Position.ToString("D20", System.Globalization.CultureInfo.InvariantCulture),
        ["data"] = JsonNode.Parse(Body),
    };
}
