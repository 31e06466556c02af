using Kontor.Contracts.Users.V1;

namespace Kontor.Gateway.Users;

/// <summary>What to change in your account; the rest stays.</summary>
internal sealed record MyChanges
{
    /// <summary>How to address you.</summary>
    public string? Name { get; init; }

    /// <summary>The e-mail address to sign in with; needs currentPassword.</summary>
    public string? Email { get; init; }

    /// <summary>A new password; needs currentPassword.</summary>
    public string? Password { get; init; }

    /// <summary>Proves that it is you.</summary>
    public string? CurrentPassword { get; init; }

    public UpdateMeRequest ToProto(long expectedVersion)
    {
        var request = new UpdateMeRequest { CurrentPassword = CurrentPassword ?? "", ExpectedVersion = expectedVersion };
        if (Name is not null)
        {
            request.Name = Name;
        }

        if (Email is not null)
        {
            request.Email = Email;
        }

        if (Password is not null)
        {
            request.Password = Password;
        }

        return request;
    }
}
