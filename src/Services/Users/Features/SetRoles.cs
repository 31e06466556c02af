using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>An admin says what a user of the shop may do. It holds from the user's next refresh on, an hour later at most.</summary>
internal sealed class SetRoles(Database db, Outbox outbox)
{
    private const int MostRoles = 10;

    private static readonly string[] s_known = [RoleNames.Customer, RoleNames.Staff, RoleNames.Admin];

    public async Task<Result<User>> Handle(SetRolesRequest request, CallContext call)
    {
        if (new Validation()
            .Require(request.Roles.Count > 0, "/roles", "required", "Give at least one role; 'customer' is the least.")
            .Require(request.Roles.All(s_known.Contains), "/roles", "unknown", "Use the roles 'customer', 'staff' and 'admin'.")
            .Require(request.Roles.Count <= MostRoles, "/roles", "too_many", "Give each role once.")
            .Failed(UsersErrors.Invalid, out var error))
        {
            return error;
        }

        if (!Guid.TryParse(request.UserId, out var id))
        {
            return UsersErrors.Unknown;
        }

        // The operator's right is a column of its own, which nothing here touches.
        var roles = s_known.Where(request.Roles.Contains).ToArray();
        return await db.In(call.Shop).Once<User>(call, async transaction =>
        {
            var account = await transaction.Find<AccountRow>(
                $"UPDATE account SET roles = {roles}, version = version + 1 WHERE id = {id} RETURNING {AccountRow.Columns}");
            if (account is null)
            {
                return UsersErrors.Unknown;
            }

            outbox.Add(transaction, call.Shop, UserRolesChanged.Type, id, new UserRolesChanged(id, roles));
            return account.ToUser();
        });
    }
}
