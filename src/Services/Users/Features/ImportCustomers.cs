using Kontor.Contracts.Users.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>
/// Takes over customers of another system, so that their orders have somebody to belong to. Nobody registered, so nobody is told, and without a
/// password nobody can sign in. An e-mail that has an account keeps it.
/// </summary>
internal sealed class ImportCustomers(Database db, TimeProvider clock)
{
    private const int MostCustomers = 2_000;

    private const string NoPassword = "";

    public async Task<Result<ImportCustomersResponse>> Handle(ImportCustomersRequest request, CallContext call)
    {
        if (Check(request).Failed(UsersErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        // By their key, so that two imports at once don't wait for each other's rows crosswise.
        var given = request.Customers.OrderBy(customer => AccountRow.EmailKey(customer.Email), StringComparer.Ordinal).ToList();
        T[] Of<T>(Func<ImportedCustomer, T> pick) => [.. given.Select(pick)];
        var keys = Of(customer => AccountRow.EmailKey(customer.Email));
        return await db.In(call.Shop).Transaction<ImportCustomersResponse>(
            async transaction =>
            {
                await transaction.Execute(
                    $"""
                    INSERT INTO account (shop_id, id, email, email_key, name, password_hash, roles, created_at)
                    SELECT {call.Shop}, id, email, email_key, name, {NoPassword}, {new[] { RoleNames.Customer }}, {clock.GetUtcNow()}
                    FROM unnest({Of(_ => Uuid7.New(clock))}, {Of(customer => customer.Email)}, {keys}, {Of(customer => customer.Name)}) AS given (id, email, email_key, name)
                    ON CONFLICT ON CONSTRAINT account_email DO NOTHING
                    """);
                var accounts = (await transaction.List<Account>($"SELECT id, email_key FROM account WHERE shop_id = {call.Shop} AND email_key = ANY({keys})"))
                    .ToDictionary(account => account.EmailKey, account => account.Id, StringComparer.Ordinal);
                return new ImportCustomersResponse { UserIds = { request.Customers.Select(customer => accounts[AccountRow.EmailKey(customer.Email)].ToString()) } };
            },
            call.Aborted);
    }

    private static Validation Check(ImportCustomersRequest request)
    {
        var validation = new Validation().Require(request.Customers.Count <= MostCustomers, "/customers", "too_many", "Send 2,000 customers at most in one batch.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, customer) in request.Customers.Index())
        {
            validation
                .Email($"/customers/{index}/email", customer.Email)
                .Require(seen.Add(AccountRow.EmailKey(customer.Email)), $"/customers/{index}/email", "duplicate", "Send each e-mail once in a batch.")
                .Line($"/customers/{index}/name", customer.Name, 1, 200);
        }

        return validation;
    }

    private sealed record Account
    {
        public required Guid Id { get; init; }

        public required string EmailKey { get; init; }
    }
}
