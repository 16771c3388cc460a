using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gateway.Storage.Model;

/// <summary>Brings an instant to UTC before it is stored.</summary>
internal sealed class InstantInUtc()
    : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), instant => instant);
