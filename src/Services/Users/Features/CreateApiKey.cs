using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Model;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>Makes a key with which a program of the shop's works as staff or admin. It is shown this once.</summary>
internal sealed class CreateApiKey(Database db, TimeProvider clock)
{
    private const int Most = 100;

    private const int MostRoles = 10;

    private const int PrefixLength = 9;

    // What admins have, and only admins get here: no key can have more than its maker, and none has the operator's right.
    private static readonly string[] s_known = [RoleNames.Staff, RoleNames.Admin];

    public async Task<Result<CreateApiKeyResponse>> Handle(CreateApiKeyRequest request, CallContext call)
    {
        if (new Validation().Line("/name", request.Name, 1, 100)
            .Require(request.Roles.Count > 0 && request.Roles.All(s_known.Contains), "/roles", "invalid", "Give 'staff' or 'admin', or both.")
            .Require(request.Roles.Count <= MostRoles, "/roles", "too_many", "Give each role once.")
            .Failed(UsersErrors.Invalid, out var error))
        {
            return error;
        }

        var secret = Secret.New("kk_");
        var roles = s_known.Where(request.Roles.Contains).ToArray();

        // The kept answer is without the secret, so a repeat can't tell it again: the database knows nothing that opens a door.
        var made = await db.In(call.Shop).Once<ApiKey>(call, async transaction =>
        {
            // Keys that are made at once may pass the limit by a few; it is there to keep the list short.
            var key = await transaction.Find<ApiKeyRow>(
                $"""
                INSERT INTO api_key (shop_id, id, name, roles, prefix, hash, created_at)
                SELECT {call.Shop}, {Uuid7.New(clock)}, {request.Name}, {roles}, {secret[..PrefixLength]}, {Secret.Hash(secret)}, {clock.GetUtcNow()}
                WHERE (SELECT count(*) FROM api_key) < {Most}
                RETURNING {ApiKeyRow.Columns}
                """);
            return key is null ? UsersErrors.TooManyApiKeys : key.ToApiKey();
        });
        return made.Map(apiKey => new CreateApiKeyResponse { ApiKey = apiKey, Secret = made.Replayed ? "" : secret });
    }
}
