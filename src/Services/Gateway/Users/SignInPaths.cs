using Kontor.Contracts.Users.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Users;

/// <summary>How people get an account, sign in and sign out. Tokens are never kept, so idempotency keys are ignored here.</summary>
internal static class SignInPaths
{
    public static void MapSignIn(this IEndpointRouteBuilder v1)
    {
        var auth = v1.MapGroup("/auth").WithTags("Sign-in");
        auth.MapPost("/register", Register).Is(Open("register", "Make an account.")).Returns<Registered>(StatusCodes.Status201Created);
        auth.MapPost("/login", LogIn).Is(Open("logIn", "Sign in with e-mail and password.")).Returns<TokenPair>();
        auth.MapPost("/refresh", Refresh).Is(Open("refreshTokens", "Exchange a refresh token for a new pair.") with
        {
            Description = "A refresh token works once. Using an old one ends all that came from the same sign-in.",
        }).Returns<TokenPair>();
        auth.MapPost("/logout", LogOut).Is(Open("logOut", "Sign out: the refresh token and its successors end.")).ReturnsNothing();
    }

    private static Operation Open(string id, string summary) => new(id, summary, Access.Anyone) { Key = KeyRule.Ignored, NeedsNoCredentials = true };

    private static Task<IResult> Register(EdgeCall edge, Registration body) =>
        edge.Call(UsersMethods.Register, new RegisterRequest { Email = body.Email, Password = body.Password, Name = body.Name })
            .Created(_ => "/v1/me", answer => new Registered { UserId = answer.UserId });

    private static Task<IResult> LogIn(EdgeCall edge, HttpContext http, Credentials body) =>
        edge.Call(UsersMethods.LogIn, new LogInRequest { Email = body.Email, Password = body.Password, RemoteAddress = http.Connection.RemoteIpAddress?.ToString() ?? "" })
            .Ok(TokenPair.From);

    private static Task<IResult> Refresh(EdgeCall edge, RefreshToken body) =>
        edge.Call(UsersMethods.RefreshTokens, new RefreshTokensRequest { RefreshToken = body.Value }).Ok(TokenPair.From);

    private static Task<IResult> LogOut(EdgeCall edge, RefreshToken body) =>
        edge.Call(UsersMethods.LogOut, new LogOutRequest { RefreshToken = body.Value }).NoContent();
}
