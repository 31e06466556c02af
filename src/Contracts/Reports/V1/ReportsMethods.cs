namespace Kontor.Contracts.Reports.V1;

#pragma warning disable CS1591 // Each method is described in reports.proto.

/// <summary>The methods of reports.proto, a line each. A test holds this table equal to the .proto.</summary>
public static class ReportsMethods
{
    public const string Service = "kontor.reports.v1.Reports";

    public static readonly RpcMethod<GetSalesRequest, SalesPage> GetSales = new(Service, "GetSales", Access.Staff, Repeat.Safe);
}
