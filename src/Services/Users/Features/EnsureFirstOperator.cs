using Kontor.Platform.Hosting;
using Kontor.Platform.Rpc;
using Kontor.Users.Model;

namespace Kontor.Users.Features;

/// <summary>
/// A new installation has an operator: the one that the configuration names, or one whose made-up password is told to whoever started the
/// program, once.
/// </summary>
internal sealed class EnsureFirstOperator(EnsureOperator ensureOperator, KontorOptions options, StartNotices notices, TimeProvider clock) : IStartTask
{
    private const string DefaultEmail = "admin@kontor.local";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public async Task Run(CancellationToken cancellation)
    {
        var email = string.IsNullOrEmpty(options.AdminEmail) ? DefaultEmail : options.AdminEmail;
        var given = !string.IsNullOrEmpty(options.AdminPassword);
        var password = given ? options.AdminPassword! : Secret.New();
        var answer = await Ensure(email, password, cancellation);
        if (!answer.Try(out var created, out var error))
        {
            var advice = error.Kind == ErrorKind.Unavailable
                ? "Start it, then start this again."
                : $"Change KONTOR_ADMIN_EMAIL or KONTOR_ADMIN_PASSWORD. {string.Join(' ', error.Faults.Select(fault => fault.Detail))}";
            throw new ConfigurationException($"The first operator {email} couldn't be made: {error.Message} {advice}");
        }

        if (created && !given)
        {
            notices.Add($"Operator: {email}, password: {password} (this is shown once; change it after the first log-in)");
        }
    }

    /// <summary>Processes of one installation start in any order, so the shops may be up a little later.</summary>
    private async Task<Result<bool>> Ensure(string email, string password, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + s_patience;
        while (true)
        {
            using var asking = CallContext.BySystem(default, clock, s_patience, cancellation);
            var answer = await ensureOperator.Handle(email, password, asking.Call);
            if (answer.Succeeded || answer.Error.Kind != ErrorKind.Unavailable || clock.GetUtcNow() >= until)
            {
                return answer;
            }

            await Task.Delay(s_pause, clock, cancellation);
        }
    }
}
