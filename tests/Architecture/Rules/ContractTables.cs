using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Kontor.Architecture.Tests.Rules;

/// <summary>The tables of methods and the declarations of events, which the compiler can't hold against what they stand for.</summary>
internal static class ContractTables
{
    /// <summary>The class of each contract that has one, with its descriptor: <c>OrdersMethods</c> and <c>orders.proto</c>.</summary>
    public static IEnumerable<(System.Type Table, FileDescriptor Proto)> Of(Assembly contracts) =>
        from reflection in contracts.GetTypes()
        where reflection.Name.EndsWith("Reflection", StringComparison.Ordinal)
        let proto = (FileDescriptor)reflection.GetProperty("Descriptor")!.GetValue(null)!
        from service in proto.Services
        select (contracts.GetType($"{reflection.Namespace}.{service.Name}Methods", throwOnError: true)!, proto);

    public static IEnumerable<string> Differences(System.Type table, FileDescriptor proto)
    {
        var declared = proto.Services
            .SelectMany(service => service.Methods)
            .Select(method => $"{method.Service.FullName}/{method.Name}({method.InputType.FullName}): {method.OutputType.FullName}");
        var listed = Methods(table).Select(method => $"{method.Path[1..]}({method.Request.FullName}): {method.Response.FullName}");
        return listed.Except(declared).Select(method => $"{table.FullName} has {method}; {proto.Name} hasn't.")
            .Concat(declared.Except(listed).Select(method => $"{proto.Name} has {method}; {table.FullName} hasn't."))
            .Concat(Methods(table).Where(method => method.Field != method.Path.Split('/')[^1]).Select(method => $"{table.FullName}.{method.Field} is named otherwise than {method.Path}."));
    }

    /// <summary>Methods of a table that nobody serves.</summary>
    public static IEnumerable<string> Unserved(System.Type table, IReadOnlyCollection<string> served) =>
        Methods(table).Where(method => !served.Contains(method.Path)).Select(method => $"{method.Path} is served by nobody.");

    /// <summary>The declared events of an assembly: the record that holds the declaration, the wire name and the topic.</summary>
    public static IReadOnlyList<(System.Type Record, string Name, string Topic)> Events(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(EventType<>)
           let value = field.GetValue(null)!
           select (type, Text(value, "Name"), Text(value, "Topic")),
    ];

    /// <summary>What is wrong with events: their names, their topics and their place.</summary>
    public static IEnumerable<string> EventFaults(IReadOnlyList<(System.Type Record, string Name, string Topic)> events, IReadOnlyCollection<string> services) =>
        events.GroupBy(found => found.Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"Two events are called {group.Key}.")
            .Concat(events.Where(found => !found.Name.Contains('.', StringComparison.Ordinal) || found.Name.Any(c => c is not ('.' or '_' or (>= 'a' and <= 'z'))))
                .Select(found => $"{found.Name} isn't lower-case and dotted."))
            .Concat(events.Where(found => !services.Contains(found.Topic)).Select(found => $"{found.Name} travels in {found.Topic}, and no service is called that."))
            .Concat(events.Where(found => found.Record.Namespace != $"Kontor.Contracts.{found.Topic[..1].ToUpperInvariant()}{found.Topic[1..]}.V1")
                .Select(found => $"{found.Record.FullName} isn't in the contract of {found.Topic}."));

    /// <summary>The lines of a table.</summary>
    public static IEnumerable<(string Field, string Path, Access Access, MessageDescriptor Request, MessageDescriptor Response)> Methods(System.Type table) =>
        from field in table.GetFields(BindingFlags.Static | BindingFlags.Public)
        where field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(RpcMethod<,>)
        let messages = field.FieldType.GetGenericArguments()
        let method = field.GetValue(null)!
        select (field.Name, Text(method, "Path"), (Access)method.GetType().GetProperty("Access")!.GetValue(method)!, Descriptor(messages[0]), Descriptor(messages[1]));

    private static MessageDescriptor Descriptor(System.Type message) => ((IMessage)Activator.CreateInstance(message)!).Descriptor;

    private static string Text(object value, string property) => (string)value.GetType().GetProperty(property)!.GetValue(value)!;
}
