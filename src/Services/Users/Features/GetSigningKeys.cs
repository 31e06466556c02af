using System.Buffers.Text;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Users.Storage;

namespace Kontor.Users.Features;

/// <summary>What others need to verify access tokens: the public halves of all keys that tokens may be signed with.</summary>
internal sealed class GetSigningKeys(KeyRing keys)
{
    public async Task<Result<SigningKeys>> Handle(Empty request, CallContext call) =>
        new SigningKeys { Keys = { (await keys.All(call.Aborted)).Select(Publish) } };

    private static SigningKey Publish(SigningKeyRow key)
    {
        var point = key.ReadPublicPoint();
        return new SigningKey { Kid = key.Kid, X = Base64Url.EncodeToString(point.X), Y = Base64Url.EncodeToString(point.Y) };
    }
}
