using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;
using Npgsql;

namespace Kontor.Users.Features;

/// <summary>
/// Somebody changes their name, e-mail or password. The last two need the present password, and a new password signs out everywhere.
/// </summary>
internal sealed class UpdateMe(Database db, PasswordCheck passwords, PasswordHasher hasher)
{
    public async Task<Result<User>> Handle(UpdateMeRequest request, CallContext call)
    {
        var found = await db.OwnRows(call).Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id = {call.Actor.UserId}", call.Aborted);
        if (found is not { } account)
        {
            return UsersErrors.Unknown;
        }

        var email = request.HasEmail ? request.Email : account.Email;
        var needsPassword = request.HasPassword || email != account.Email;
        if (Check(request, email, needsPassword).Failed(UsersErrors.Invalid, out var error))
        {
            return error;
        }

        if (needsPassword)
        {
            var attempt = SignInAttempt.Of(new ShopId(account.ShopId), AccountRow.EmailKey(account.Email), remoteAddress: "");
            if (!(await passwords.Ask(account, attempt, request.CurrentPassword, call.Aborted)).Try(out account, out error))
            {
                return error;
            }
        }

        var checkedHash = needsPassword ? account.PasswordHash : null;
        var hash = request.HasPassword ? await hasher.Hash(request.Password, call.Aborted) : null;
        try
        {
            return await db.OwnRows(call).Transaction(transaction => Change(transaction, request, account.Id, checkedHash, hash), call.Aborted);
        }
        catch (PostgresException exception) when (exception is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "account_email" })
        {
            // An UPDATE has no ON CONFLICT.
            return UsersErrors.EmailTaken;
        }
    }

    private static Validation Check(UpdateMeRequest request, string email, bool needsPassword)
    {
        var validation = new Validation();
        validation = request.HasName ? validation.Line("/name", request.Name, 1, 200) : validation;
        validation = request.HasEmail ? validation.Email("/email", request.Email) : validation;
        validation = request.HasPassword ? validation.Password(request.Password, email) : validation;
        return needsPassword ? validation.Line("/currentPassword", request.CurrentPassword, 1, PasswordRules.Longest) : validation;
    }

    private static async Task<Result<User>> Change(Transaction transaction, UpdateMeRequest request, Guid id, string? checkedHash, string? hash)
    {
        var account = await transaction.Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id = {id} FOR UPDATE");
        if (account is null)
        {
            return UsersErrors.Unknown;
        }

        if (request.ExpectedVersion != 0 && request.ExpectedVersion != account.Version)
        {
            return Preconditions.Stale;
        }

        if (checkedHash is not null && checkedHash != account.PasswordHash)
        {
            // Changed since it was checked: the present password isn't the present one any more.
            return UsersErrors.BadCredentials;
        }

        var changed = account with
        {
            Name = request.HasName ? request.Name : account.Name,
            Email = request.HasEmail ? request.Email : account.Email,
            PasswordHash = hash ?? account.PasswordHash,
            // The same password again is known to everybody still.
            HasDemoPassword = account.HasDemoPassword && (hash is null || request.Password == request.CurrentPassword),
            Version = account.Version + 1,
        };
        await transaction.Execute(
            $"""
            UPDATE account SET name = {changed.Name}, email = {changed.Email}, email_key = {AccountRow.EmailKey(changed.Email)},
                   password_hash = {changed.PasswordHash}, has_demo_password = {changed.HasDemoPassword}, version = {changed.Version}
            WHERE shop_id = {account.ShopId} AND id = {account.Id}
            """);
        if (hash is not null)
        {
            await transaction.Execute($"DELETE FROM refresh_family WHERE shop_id = {account.ShopId} AND account_id = {account.Id}");
        }

        return changed.ToUser();
    }
}
