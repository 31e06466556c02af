using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>A shopper makes an account in the shop, with an e-mail that nobody has used there yet.</summary>
internal sealed class Register(Database db, Outbox outbox, PasswordHasher hasher, TimeProvider clock)
{
    public async Task<Result<RegisterResponse>> Handle(RegisterRequest request, CallContext call)
    {
        if (new Validation().Email("/email", request.Email).Line("/name", request.Name, 1, 200).Password(request.Password, request.Email)
            .Failed(UsersErrors.Invalid, out var error))
        {
            return error;
        }

        var id = Uuid7.New(clock);
        var hash = await hasher.Hash(request.Password, call.Aborted);
        return await db.In(call.Shop).Transaction<RegisterResponse>(
            async transaction =>
            {
                var added = await transaction.Execute(
                    $"""
                    INSERT INTO account (shop_id, id, email, email_key, name, password_hash, roles, created_at)
                    VALUES ({call.Shop}, {id}, {request.Email}, {AccountRow.EmailKey(request.Email)}, {request.Name}, {hash},
                            {new[] { RoleNames.Customer }}, {clock.GetUtcNow()})
                    ON CONFLICT ON CONSTRAINT account_email DO NOTHING
                    """);
                if (added == 0)
                {
                    return UsersErrors.EmailTaken;
                }

                outbox.Add(transaction, call.Shop, UserRegistered.Type, id, new UserRegistered(id, request.Email, request.Name));
                return new RegisterResponse { UserId = id.ToString() };
            },
            call.Aborted);
    }
}
