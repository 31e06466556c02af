using Kontor.Bench.Load;

namespace Kontor.Bench.Machine;

/// <summary>Something that was measured, once: what was done, what it cost and what it waited for.</summary>
/// <param name="Name">What it was, for people.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Costs">CPU seconds meanwhile.</param>
/// <param name="Seconds">How long the processors were watched.</param>
/// <param name="Waits">What PostgreSQL's connections at work waited for, by share; empty when nobody looked.</param>
internal sealed record Leg(string Name, Outcome Outcome, Costs Costs, double Seconds, IReadOnlyDictionary<string, double> Waits)
{
    /// <summary>CPU milliseconds of the program for one request.</summary>
    public double ProgramMs => Costs.Program * 1e3 / Outcome.Done;

    /// <summary>CPU milliseconds of PostgreSQL for one request.</summary>
    public double PostgresMs => Costs.Postgres * 1e3 / Outcome.Done;
}
