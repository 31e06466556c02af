using Google.Protobuf.WellKnownTypes;

namespace Kontor.Contracts.Payments.V1;

#pragma warning disable CS1591 // Each method is described in payments.proto.

/// <summary>The methods of payments.proto, a line each. A test holds this table equal to the .proto.</summary>
public static class PaymentsMethods
{
    public const string Service = "kontor.payments.v1.Payments";

    public static readonly RpcMethod<Empty, MethodList> ListMethods = new(Service, "ListMethods", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<UpdateMethodRequest, Method> UpdateMethod = new(Service, "UpdateMethod", Access.Staff);
    public static readonly RpcMethod<CheckMethodRequest, Method> CheckMethod = new(Service, "CheckMethod", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<AuthoriseRequest, Payment> Authorise = new(Service, "Authorise", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<CancelRequest, Payment> Cancel = new(Service, "Cancel", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<GetPaymentRequest, Payment> GetPayment = new(Service, "GetPayment", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<CaptureRequest, Payment> Capture = new(Service, "Capture", Access.Staff);
    public static readonly RpcMethod<RefundRequest, Payment> Refund = new(Service, "Refund", Access.Staff);
    public static readonly RpcMethod<TakeCallbackRequest, Empty> TakeCallback = new(Service, "TakeCallback", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<ListPaymentsRequest, ListPaymentsResponse> ListPayments = new(Service, "ListPayments", Access.Internal, Repeat.Safe);
}
