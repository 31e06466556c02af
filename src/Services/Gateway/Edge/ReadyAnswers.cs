using Kontor.Platform.Caching;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Answers of the catalogue as bytes, made once for all shoppers and good for two seconds: stock is never older. A request that doesn't say who makes it gets such an answer before
/// anything looks at it closer; it is the one that it would get in the end.
/// </summary>
internal sealed class ReadyAnswers
{
    private const long MaxBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(2);

    private readonly ChangeMarks _marks = new();
    private readonly Cache<AnswerKey, Result<ReadyAnswer>> _answers;
    private readonly TimeProvider _clock;

    public ReadyAnswers(TimeProvider clock)
    {
        _clock = clock;
        _answers = new("gateway.answers", MaxBytes, s_life, _marks, clock);
    }

    /// <summary>Answers at once what can be. Stands behind what holds for every request: its headers and the limit of its address.</summary>
    public Task Handle(HttpContext http, RequestDelegate next)
    {
        if (!IsPlain(http.Request) || AnswerKey.Of(http) is not { } key || !_answers.TryGet(key, out var kept) || !kept.Try(out var answer, out _))
        {
            return next(http);
        }

        // Metrics and traces call a request by its endpoint.
        http.SetEndpoint(answer.Endpoint);
        return answer.WriteShared(http);
    }

    /// <summary>The answer for shoppers, which is the same for all of them. Staff see more, and each gets an answer of their own.</summary>
    /// <param name="http">The request.</param>
    /// <param name="edge">The call as it was let in.</param>
    /// <param name="make">Makes it by the call that it is given.</param>
    public async Task<IResult> Share(HttpContext http, EdgeCall edge, Func<EdgeCall, Task<Result<ReadyAnswer>>> make)
    {
        if (edge.IsByStaff || AnswerKey.Of(http) is not { } key)
        {
            return Answers.Ready(await make(edge), isShared: false);
        }

        var answer = await _answers.Get(key, Catalogue(edge.Shop), () => Make(edge, make), edge.Aborted);
        return Answers.Ready(answer, isShared: true);
    }

    /// <summary>The catalogue or the stock of a shop was changed: who changed it, and who hears of it, must see it so.</summary>
    public void Forget(ShopId shop) => _marks.Changed(Catalogue(shop));

    private static CacheTag Catalogue(ShopId shop) => CacheTag.Of("catalogue", shop);

    // Nothing but the address and the shop decides what it gets.
    private static bool IsPlain(HttpRequest request)
    {
        var headers = request.Headers;
        return HttpMethods.IsGet(request.Method) && headers.Authorization.Count == 0 && !headers.ContainsKey(Authentication.ApiKeyHeader)
            && headers.ContentType.Count == 0 && headers.TransferEncoding.Count == 0 && headers.ContentLength is null or 0;
    }

    private async Task<Made<Result<ReadyAnswer>>> Make(EdgeCall edge, Func<EdgeCall, Task<Result<ReadyAnswer>>> make)
    {
        using var everybodys = edge.ForEverybody(_clock);
        var result = await make(everybodys.Call);
        return result.Try(out var answer, out _)
            ? Made.Kept(result, answer.Bytes.Length, Catalogue(edge.Shop))
            : Made.NotKept(result);
    }
}
