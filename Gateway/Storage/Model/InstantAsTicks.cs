using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gateway.Storage.Model;

/// <summary>Keeps an instant as its UTC ticks, which sort and compare in any SQL.</summary>
internal sealed class InstantAsTicks()
    : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
