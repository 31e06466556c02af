using System.Net;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Somebody signs in with e-mail and password: a user of this shop, or the operator, who may sign in to any shop.</summary>
internal sealed class LogIn(Database db, PasswordCheck passwords, SignIns signIns)
{
    public async Task<Result<Tokens>> Handle(LogInRequest request, CallContext call)
    {
        if (new Validation().Line("/email", request.Email, 1, 254).Line("/password", request.Password, 1, PasswordRules.Longest).Failed(UsersErrors.Invalid, out var error))
        {
            return error;
        }

        // Both are looked for always, so that the time doesn't tell which of them is there.
        var emailKey = AccountRow.EmailKey(request.Email);
        var user = await db.In(call.Shop).Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE email_key = {emailKey}", call.Aborted);
        var installationOperator = await db.AcrossShops().Find<AccountRow>(
            $"SELECT {AccountRow.Columns} FROM account WHERE is_operator AND email_key = {emailKey}", call.Aborted);
        var account = user ?? installationOperator;

        // The operator's failures count together, whichever shop's door they were made at.
        var attempt = SignInAttempt.Of(account is null ? call.Shop : new ShopId(account.ShopId), emailKey, request.RemoteAddress);
        if (!(await passwords.Ask(account, attempt, request.Password, call.Aborted)).Try(out var known, out var refusal))
        {
            return refusal;
        }

        return known.HasDemoPassword && !IsThisMachine(request.RemoteAddress) ? UsersErrors.DemoPassword : await signIns.Begin(known, call.Aborted);
    }

    // Through a proxy that is trusted it is the client's own address.
    private static bool IsThisMachine(string address) =>
        IPAddress.TryParse(address, out var parsed) && IPAddress.IsLoopback(parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed);
}
