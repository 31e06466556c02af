using System.Runtime.CompilerServices;

namespace Kontor.Architecture.Tests.Rules;

internal static class OwnTypes
{
    /// <summary>Written by us: neither by the compiler (its caches of lambdas) nor by a generator of somebody else's.</summary>
    public static bool IsOwn(Type type) =>
        type.Namespace?.Split('.')[0] == nameof(Kontor) && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
