using Google.Protobuf.WellKnownTypes;

namespace Kontor.Platform.Tests.Samples;

/// <summary>Contracts of two services that say something back.</summary>
internal static class SampleMethods
{
    public static readonly RpcMethod<StringValue, StringValue> Say = new("kontor.sample.v1.Sample", "Say", Access.Anyone);

    public static readonly RpcMethod<StringValue, StringValue> SayAgain = new("kontor.sample.v1.Sample", "SayAgain", Access.Anyone, Repeat.Safe);

    public static readonly RpcMethod<StringValue, StringValue> SayAsStaff = new("kontor.sample.v1.Sample", "SayAsStaff", Access.Staff);

    public static readonly RpcMethod<StringValue, StringValue> SayElsewhere = new("kontor.other.v1.Other", "Say", Access.Anyone);
}
