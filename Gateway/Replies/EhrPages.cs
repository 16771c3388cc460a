using System.Diagnostics;
using System.Globalization;
using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Replies;

/// <summary>Asks the EHR which Communications have changed, page by page.</summary>
internal sealed class EhrPages(EhrClient ehr, IOptions<EhrOptions> options)
{
    private readonly Uri fhirBase = options.Value.BaseAddress;

    /// <summary>The question for what has changed since an instant of the EHR's clock, the longest unchanged first.</summary>
    public static string Query(DateTimeOffset since, int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"Communication?_lastUpdated=ge{since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}&_sort=_lastUpdated&_count={count}");

    /// <param name="address">The question, or where the next page is.</param>
    /// <param name="since">Nothing older was asked for.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<PageReading> ReadAsync(string address, DateTimeOffset since, CancellationToken cancellationToken) =>
        await ehr.ReadAsync(address, cancellationToken) switch
        {
            EhrAnswer.Found found => SearchsetReader.Read(found.Content, since, fhirBase),
            EhrAnswer.Unavailable unavailable => new PageReading.Failed(unavailable.Fault, unavailable.RetryAfter),
            EhrAnswer.Refused refused => new PageReading.Failed(refused.Code),
            EhrAnswer.NotFound => new PageReading.Failed("404"),
            EhrAnswer.Gone => new PageReading.Failed("410"),
            _ => throw new UnreachableException(),
        };
}
