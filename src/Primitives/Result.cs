using System.Diagnostics.CodeAnalysis;

namespace Kontor;

/// <summary>
/// Either a value or an expected <see cref="Kontor.Error"/>. Bugs and broken infrastructure are exceptions instead.
/// </summary>
/// <typeparam name="T">What a success carries.</typeparam>
public readonly struct Result<T>
{
    private readonly T? _value;
    private readonly Error? _error;

    private Result(T? value, Error? error, bool replayed)
    {
        _value = value;
        _error = error;
        Replayed = replayed;
    }

    /// <summary>True when this is the kept answer to an earlier request with the same idempotency key.</summary>
    public bool Replayed { get; }

    /// <summary>True for a success.</summary>
    public bool Succeeded => _error is null;

    /// <summary>The failure.</summary>
    /// <exception cref="InvalidOperationException">This is a success.</exception>
    public Error Error => _error ?? throw new InvalidOperationException("A success has no error.");

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">This is a failure; its code is in the message.</exception>
    public T Value => _error is null ? _value! : throw new InvalidOperationException($"No value: {_error.Code}: {_error.Message}");

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null, replayed: false);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error, replayed: false);

    /// <summary>The same answer, marked as a replay.</summary>
    public Result<T> AsReplay() => new(_value, _error, replayed: true);

    /// <summary>Takes the result apart: true and the value, or false and the error.</summary>
    public bool Try([MaybeNullWhen(false)] out T value, [MaybeNullWhen(true)] out Error error)
    {
        value = _value;
        error = _error;
        return _error is null;
    }

    /// <summary>The failure, if it is one.</summary>
    public bool Failed([MaybeNullWhen(false)] out Error error)
    {
        error = _error;
        return _error is not null;
    }

    /// <summary>Changes the value of a success; a failure and the replay mark stay as they are.</summary>
    public Result<TOther> Map<TOther>(Func<T, TOther> change) =>
        _error is null ? new(change(_value!), null, Replayed) : new Result<TOther>(default, _error, Replayed);
}
