using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Rpc;
using Kontor.Testing;
using Npgsql;

namespace Kontor.Grpc.Tests;

/// <summary>Our wire is gRPC's: the stock client of Node.js speaks with every service, by our .proto files alone.</summary>
public sealed class GrpcJsTests
{
    private const string Secret = "known-to-the-stock-client-too";
    private const string CallbackSecret = "bm90IGEgc2VjcmV0LCBvbmx5IGEgdGVzdCdz";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_stock_client_calls_every_method_of_every_service()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with
        {
            RpcPort = 0,
            RpcSecret = RpcSecret.Of(Secret),
            Setting = name => name == "KONTOR_CARD_CALLBACK_SECRET" ? CallbackSecret : null,
        });
        await using var app = installation.App;
        var shop = await installation.NewShop();
        var locked = await shop.AddProduct("LOCKED");
        await using var owner = NpgsqlDataSource.Create(installation.OwnerConnectionString);
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Lock(connection, locked);

        var called = await RunClient(new { address = app.RpcAddress!.Authority, secret = Secret, shop = shop.Id.ToString(), lockedProduct = locked, callbackSecret = CallbackSecret });

        Assert.Equal(Methods(), called.Distinct().Order(StringComparer.Ordinal));

        // What was given up at the deadline isn't done behind the client's back.
        await transaction.RollbackAsync();
        var after = (await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = locked, Name = "Unlocked" })).Value;
        Assert.Equal(("Unlocked", "", 2), (after.Name, after.Description, after.Version));
    }

    /// <summary>The lines of all tables of methods; a new one that client.js doesn't call fails the test.</summary>
    private static IEnumerable<string> Methods() => typeof(OrdersMethods).Assembly.GetExportedTypes()
        .Where(type => type.Name.EndsWith("Methods", StringComparison.Ordinal))
        .SelectMany(table => table.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(RpcMethod<,>))
        .Select(field => (string)field.FieldType.GetProperty(nameof(RpcMethod<object, object>.Path))!.GetValue(field.GetValue(null))!)
        .Order(StringComparer.Ordinal);

    private static async Task Lock(NpgsqlConnection connection, string product)
    {
        await using var command = new NpgsqlCommand("SELECT FROM catalog.product WHERE id = $1 FOR UPDATE", connection) { Parameters = { new() { Value = Guid.Parse(product) } } };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string[]> RunClient(object installation)
    {
        var folder = typeof(GrpcJsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Sources").Value!;
        var (wanted, installed) = (new FileInfo(Path.Combine(folder, "package-lock.json")), new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json")));
        if (!installed.Exists || installed.LastWriteTimeUtc < wanted.LastWriteTimeUtc)
        {
            await Run(folder, "npm", "ci");
        }

        return (await Run(folder, "node", "client.js", JsonSerializer.Serialize(installation))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<string> Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var complaint = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(s_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        Assert.True(process.ExitCode == 0, $"{program} {arguments[0]} ended with {process.ExitCode}:\n{await complaint}\n{await output}");
        return await output;
    }
}
