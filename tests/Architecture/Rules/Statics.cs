using System.Collections;
using System.Reflection;
using Google.Protobuf.Reflection;

namespace Kontor.Architecture.Tests.Rules;

/// <summary>
/// Nothing static changes: it would be shared by all services of a process, all shops and all tests. Arrays may be static, because nobody
/// writes into one by accident.
/// </summary>
internal static class Statics
{
    public static IEnumerable<string> Mutable(Assembly assembly) =>
        assembly.GetTypes()
            .Where(OwnTypes.IsOwn)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral && !IsOfProtoc(field) && (!field.IsInitOnly || IsMutableCollection(field.FieldType)))
            .Select(field => $"{field.DeclaringType!.FullName}.{field.Name} is static and can change.");

    // protoc writes its descriptors that way; they are set once, before anybody sees them.
    private static bool IsOfProtoc(FieldInfo field) => field.FieldType == typeof(FileDescriptor);

    private static bool IsMutableCollection(Type type) =>
        type is { IsInterface: false, IsArray: false, Namespace: "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections" }
        && type.IsAssignableTo(typeof(IEnumerable));
}
