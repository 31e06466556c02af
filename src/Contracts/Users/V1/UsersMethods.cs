using Google.Protobuf.WellKnownTypes;

namespace Kontor.Contracts.Users.V1;

#pragma warning disable CS1591 // Each method is described in users.proto.

/// <summary>The methods of users.proto, a line each. A test holds this table equal to the .proto.</summary>
public static class UsersMethods
{
    public const string Service = "kontor.users.v1.Users";

    public static readonly RpcMethod<RegisterRequest, RegisterResponse> Register = new(Service, "Register", Access.Anyone);
    public static readonly RpcMethod<LogInRequest, Tokens> LogIn = new(Service, "LogIn", Access.Anyone);
    public static readonly RpcMethod<RefreshTokensRequest, Tokens> RefreshTokens = new(Service, "RefreshTokens", Access.Anyone);
    public static readonly RpcMethod<LogOutRequest, Empty> LogOut = new(Service, "LogOut", Access.Anyone);
    public static readonly RpcMethod<Empty, SigningKeys> GetSigningKeys = new(Service, "GetSigningKeys", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<Empty, User> GetMe = new(Service, "GetMe", Access.Account, Repeat.Safe);
    public static readonly RpcMethod<UpdateMeRequest, User> UpdateMe = new(Service, "UpdateMe", Access.Account);
    public static readonly RpcMethod<Empty, AddressList> ListAddresses = new(Service, "ListAddresses", Access.Account, Repeat.Safe);
    public static readonly RpcMethod<AddAddressRequest, SavedAddress> AddAddress = new(Service, "AddAddress", Access.Account);
    public static readonly RpcMethod<UpdateAddressRequest, SavedAddress> UpdateAddress = new(Service, "UpdateAddress", Access.Account);
    public static readonly RpcMethod<DeleteAddressRequest, Empty> DeleteAddress = new(Service, "DeleteAddress", Access.Account);
    public static readonly RpcMethod<SetRolesRequest, User> SetRoles = new(Service, "SetRoles", Access.Admin);
    public static readonly RpcMethod<CreateApiKeyRequest, CreateApiKeyResponse> CreateApiKey = new(Service, "CreateApiKey", Access.Admin);
    public static readonly RpcMethod<Empty, ApiKeyList> ListApiKeys = new(Service, "ListApiKeys", Access.Admin, Repeat.Safe);
    public static readonly RpcMethod<RevokeApiKeyRequest, Empty> RevokeApiKey = new(Service, "RevokeApiKey", Access.Admin);
    public static readonly RpcMethod<IdentifyApiKeyRequest, Identity> IdentifyApiKey = new(Service, "IdentifyApiKey", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<AddDemoUsersRequest, DemoUserList> AddDemoUsers = new(Service, "AddDemoUsers", Access.Operator, Repeat.Safe);
    public static readonly RpcMethod<Empty, DemoUserList> ListDemoUsers = new(Service, "ListDemoUsers", Access.Operator, Repeat.Safe);
    public static readonly RpcMethod<Empty, DemoUserList> EndDemoUsers = new(Service, "EndDemoUsers", Access.Operator);
    public static readonly RpcMethod<ImportCustomersRequest, ImportCustomersResponse> ImportCustomers = new(Service, "ImportCustomers", Access.Operator, Repeat.Safe);
}
