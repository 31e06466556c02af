using Kontor.Host.Demo;
using Kontor.Platform.Hosting;

namespace Kontor.Host.Commands;

/// <summary>What a person who started the program sees.</summary>
internal static class Greeting
{
    public static void Running(KontorApp app, bool isPublic)
    {
        Terminal.Line("");
        Terminal.Line("  Kontor is running.");
        Terminal.Line("");
        if (isPublic)
        {
            Terminal.Line($"    API       {app.Address}v1/products");
            Terminal.Line($"    Docs      {app.Address}docs");
        }

        if (app.RpcAddress is { } rpc)
        {
            Terminal.Line($"    gRPC      {rpc}");
        }

        Terminal.Line($"    Health    {app.Address}health/ready");
        Terminal.Line($"    Metrics   {app.AdminAddress}metrics");
        Terminal.Line("");
        foreach (var notice in app.Notices.TakeAll())
        {
            Terminal.Line($"  {notice}");
        }

        Terminal.Line("  Stop it with Ctrl+C.");
        Terminal.Line("");
    }

    /// <summary>The demo's logins, told once.</summary>
    public static void Demo(KontorApp app, DemoTally tally)
    {
        var (role, email) = (DemoUsers.Logins.Max(login => login.Role.Length), DemoUsers.Logins.Max(login => login.Email.Length));
        Terminal.Line($"  The shop 'main' is filled: {tally.Products} products in {tally.Variants} variants, with pictures and stock, and {tally.Orders} orders. Sign in as");
        Terminal.Line("");
        foreach (var login in DemoUsers.Logins)
        {
            Terminal.Line($"    {login.Role.PadRight(role)}   {login.Email.PadRight(email)}   {DemoUsers.Password}");
        }

        Terminal.Line("");
        Terminal.Line("  Everybody knows this password, so the shop is for this machine only until './kontor demo end' has ended these logins. Try");
        Terminal.Line("");
        Terminal.Line($"    curl -s '{app.Address}v1/products?q=kettle&limit=2'");
        Terminal.Line($"    curl -s {app.Address}v1/categories");
        Terminal.Line($"    curl -s {app.Address}v1/auth/login -H 'Content-Type: application/json' \\");
        Terminal.Line($"         -d '{{\"email\": \"{DemoUsers.Logins[0].Email}\", \"password\": \"{DemoUsers.Password}\"}}'");
        Terminal.Line("");
    }

    public static void NoDemoForOthers()
    {
        Terminal.Line("  The shop 'main' is empty: the demo, whose passwords everybody knows, is for a start without --bind.");
        Terminal.Line("");
    }
}
