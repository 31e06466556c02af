using Google.Protobuf.WellKnownTypes;

namespace Kontor.Contracts.Delivery.V1;

#pragma warning disable CS1591 // Each method is described in delivery.proto.

/// <summary>The methods of delivery.proto, a line each. A test holds this table equal to the .proto.</summary>
public static class DeliveryMethods
{
    public const string Service = "kontor.delivery.v1.Delivery";

    public static readonly RpcMethod<ListOptionsRequest, OptionList> ListOptions = new(Service, "ListOptions", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<ChooseRequest, Option> Choose = new(Service, "Choose", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<Empty, MethodList> ListMethods = new(Service, "ListMethods", Access.Staff, Repeat.Safe);
    public static readonly RpcMethod<CreateMethodRequest, Method> CreateMethod = new(Service, "CreateMethod", Access.Staff);
    public static readonly RpcMethod<UpdateMethodRequest, Method> UpdateMethod = new(Service, "UpdateMethod", Access.Staff);
    public static readonly RpcMethod<DeleteMethodRequest, Empty> DeleteMethod = new(Service, "DeleteMethod", Access.Staff);
}
