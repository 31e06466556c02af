using System.Reflection;
using System.Runtime.CompilerServices;

namespace Kontor.Architecture.Tests.Rules;

/// <summary>Nothing of a service can be seen from outside but its declaration.</summary>
internal static class Visibility
{
    public static IEnumerable<string> PublicTypes(Assembly service, Type declaration) =>
        service.GetExportedTypes()
            .Where(type => type != declaration && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(type => $"{type.FullName} is public; a service shows nothing but {declaration.Name}.");
}
