using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Kontor.Platform.Rpc.Wire;

/// <summary>
/// Expected failures on the wire: gRPC's status and message for everybody, and the rest of the <see cref="Error"/> as a detail of
/// <c>google.rpc.Status</c>. A status without that detail doesn't come from a service but from what lies between.
/// </summary>
internal static class WireErrors
{
    /// <summary>Header blocks end at 64 KB in most gRPC libraries, and this one grows by a third in base64.</summary>
    private const int MostDetail = 32 * 1024;

    // Both ways by one table.
    private static readonly (ErrorKind Kind, StatusCode Code)[] s_codes =
    [
        (ErrorKind.Invalid, StatusCode.InvalidArgument),
        (ErrorKind.Unauthenticated, StatusCode.Unauthenticated),
        (ErrorKind.Forbidden, StatusCode.PermissionDenied),
        (ErrorKind.NotFound, StatusCode.NotFound),
        (ErrorKind.Conflict, StatusCode.FailedPrecondition),
        (ErrorKind.Stale, StatusCode.Aborted),
        (ErrorKind.Mismatch, StatusCode.AlreadyExists),
        (ErrorKind.TooMany, StatusCode.ResourceExhausted),
        (ErrorKind.Unavailable, StatusCode.Unavailable),
        (ErrorKind.Unavailable, StatusCode.DeadlineExceeded),
    ];

    /// <summary>The status that stands for the error.</summary>
    public static StatusCode CodeOf(Error error) =>
        error.Code == RpcErrors.DeadlineExceeded.Code ? StatusCode.DeadlineExceeded : Array.Find(s_codes, pair => pair.Kind == error.Kind).Code;

    /// <summary>The bytes of <c>grpc-status-details-bin</c>.</summary>
    public static byte[] Write(Error error)
    {
        var detail = new ErrorDetail { Code = error.Code };
        if (error.RetryAfter is { } wait)
        {
            detail.RetryAfter = Duration.FromTimeSpan(wait);
        }

        if (error.TraceId is { } trace)
        {
            detail.TraceId = trace;
        }

        var size = detail.CalculateSize();
        foreach (var fault in error.Faults)
        {
            var one = new ErrorFault { Pointer = fault.Pointer, Code = fault.Code, Detail = fault.Detail };
            size += one.CalculateSize();
            if (size > MostDetail)
            {
                break; // hundreds of faults: whoever mends these will hear of the others
            }

            detail.Faults.Add(one);
        }

        return new Status { Code = (int)CodeOf(error), Message = error.Message, Details = { Any.Pack(detail) } }.ToByteArray();
    }

    /// <summary>The error that a service answered with; null when the status isn't a service's.</summary>
    public static Error? Read(StatusCode code, ReadOnlySpan<byte> details)
    {
        var status = new Status();
        status.MergeFrom(details);
        if (status.Details.FirstOrDefault(detail => detail.Is(ErrorDetail.Descriptor)) is not { } packed || !Array.Exists(s_codes, pair => pair.Code == code))
        {
            return null;
        }

        var detail = packed.Unpack<ErrorDetail>();
        return new Error(Array.Find(s_codes, pair => pair.Code == code).Kind, detail.Code, status.Message)
        {
            Faults = [.. detail.Faults.Select(fault => new Fault(fault.Pointer, fault.Code, fault.Detail))],
            RetryAfter = detail.RetryAfter?.ToTimeSpan(),
            TraceId = detail.HasTraceId ? detail.TraceId : null,
        };
    }
}
