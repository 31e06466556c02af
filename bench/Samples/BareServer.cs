using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Kontor.Bench.Samples;

/// <summary>What the web server can do at all: answers that it has as bytes, found by path and query, with no routing, no middleware and no thought.</summary>
internal static class BareServer
{
    /// <summary>Serves until it is told to stop.</summary>
    /// <param name="file">The captured answers.</param>
    /// <param name="port">On loopback.</param>
    public static async Task<int> Run(string file, string port)
    {
        var answers = JsonSerializer.Deserialize<List<CapturedAnswer>>(await File.ReadAllTextAsync(file))!.ToFrozenDictionary(answer => answer.Target, answer => new Prepared(answer), StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        });
        await using var web = builder.Build();
        web.Run(http => answers[http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget].Write(http));
        await web.RunAsync();
        return 0;
    }

    private sealed class Prepared(CapturedAnswer answer)
    {
        private readonly KeyValuePair<string, StringValues>[] _headers = [.. answer.Headers.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value)))];

        public Task Write(HttpContext http)
        {
            var known = answer.Tag.Length > 0 && http.Request.Headers.IfNoneMatch == answer.Tag;
            foreach (var (name, value) in _headers)
            {
                if (!known || !name.StartsWith("Content-", StringComparison.Ordinal))
                {
                    http.Response.Headers[name] = value;
                }
            }

            if (known)
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            http.Response.ContentLength = answer.Body.Length;
            return http.Response.Body.WriteAsync(answer.Body, 0, answer.Body.Length);
        }
    }
}
