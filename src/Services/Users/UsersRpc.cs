using Kontor.Contracts.Users.V1;
using Kontor.Platform.Hosting;
using Kontor.Users.Features;

namespace Kontor.Users;

internal static class UsersRpc
{
    internal static ServiceBuilder AddRpc(this ServiceBuilder service) => service
        .Rpc(UsersMethods.Register, (Register feature) => feature.Handle)
        .Rpc(UsersMethods.LogIn, (LogIn feature) => feature.Handle)
        .Rpc(UsersMethods.RefreshTokens, (RefreshTokens feature) => feature.Handle)
        .Rpc(UsersMethods.LogOut, (LogOut feature) => feature.Handle)
        .Rpc(UsersMethods.GetSigningKeys, (GetSigningKeys feature) => feature.Handle)
        .Rpc(UsersMethods.GetMe, (GetMe feature) => feature.Handle)
        .Rpc(UsersMethods.UpdateMe, (UpdateMe feature) => feature.Handle)
        .Rpc(UsersMethods.ListAddresses, (ListAddresses feature) => feature.Handle)
        .Rpc(UsersMethods.AddAddress, (AddAddress feature) => feature.Handle)
        .Rpc(UsersMethods.UpdateAddress, (UpdateAddress feature) => feature.Handle)
        .Rpc(UsersMethods.DeleteAddress, (DeleteAddress feature) => feature.Handle)
        .Rpc(UsersMethods.SetRoles, (SetRoles feature) => feature.Handle)
        .Rpc(UsersMethods.CreateApiKey, (CreateApiKey feature) => feature.Handle)
        .Rpc(UsersMethods.ListApiKeys, (ListApiKeys feature) => feature.Handle)
        .Rpc(UsersMethods.RevokeApiKey, (RevokeApiKey feature) => feature.Handle)
        .Rpc(UsersMethods.IdentifyApiKey, (IdentifyApiKey feature) => feature.Handle)
        .Rpc(UsersMethods.AddDemoUsers, (AddDemoUsers feature) => feature.Handle)
        .Rpc(UsersMethods.ListDemoUsers, (ListDemoUsers feature) => feature.Handle)
        .Rpc(UsersMethods.EndDemoUsers, (EndDemoUsers feature) => feature.Handle)
        .Rpc(UsersMethods.ImportCustomers, (ImportCustomers feature) => feature.Handle);
}
