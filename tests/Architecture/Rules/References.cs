using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Kontor.Platform.Hosting;

namespace Kontor.Architecture.Tests.Rules;

/// <summary>Who may know whom, as the compiled assemblies tell.</summary>
internal static class References
{
    private const string Contracts = "Kontor.Contracts.";

    /// <summary>Assemblies of ours that are referenced and not allowed.</summary>
    public static IEnumerable<string> Forbidden(Assembly assembly, params IReadOnlyList<string> allowed) =>
        assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => (name.StartsWith("Kontor.", StringComparison.Ordinal) || name == "kontor") && !allowed.Contains(name))
            .Select(name => $"{assembly.GetName().Name} references {name}.");

    /// <summary>Contracts that a service uses without saying that it calls or listens to their owner.</summary>
    public static IEnumerable<string> UndeclaredContracts(Assembly assembly, ServiceSummary declared, Func<string, string> topicOf)
    {
        var allowed = declared.Calls.Concat(declared.ListensTo.Select(topicOf)).Append(declared.Name).Append("types").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return ReferencedTypes(assembly)
            .Where(type => type.StartsWith(Contracts, StringComparison.Ordinal) && !allowed.Contains(type[Contracts.Length..].Split('.')[0]))
            .Select(type => $"'{declared.Name}' uses {type} and declares neither a call nor an event of it.");
    }

    /// <summary>Methods of contracts that are for services only and that this assembly names.</summary>
    public static IEnumerable<string> InternalMethods(Assembly assembly, IEnumerable<Type> tables)
    {
        var named = ReferencedMembers(assembly);
        return from table in tables
               from method in ContractTables.Methods(table)
               where method.Access == Access.Internal && named.Contains($"{table.FullName}.{method.Field}")
               select method.Path;
    }

    // Reflection doesn't tell what a method's body mentions; the table of referenced types does.
    private static IReadOnlyList<string> ReferencedTypes(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences
                .Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }

    private static HashSet<string> ReferencedMembers(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. from handle in metadata.MemberReferences
               let member = metadata.GetMemberReference(handle)
               where member.Parent.Kind == HandleKind.TypeReference
               let type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent)
               select $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}",
        ];
    }
}
