namespace Gateway.Delivery.Dialects;

/// <summary>What an EHR is sent, and how it is asked whether it holds that already.</summary>
/// <param name="Address">Where to: a type, or an address on the EHR's server.</param>
/// <param name="MediaType">What the content is.</param>
/// <param name="Content">As UTF-8.</param>
/// <param name="Place">Where it would be found.</param>
internal sealed record FiledForm(string Address, string MediaType, byte[] Content, FiledPlace Place);

/// <summary>How an EHR is asked for one thing that the gateway may have filed.</summary>
/// <param name="Query">The search.</param>
/// <param name="Read">What its answer says.</param>
internal sealed record FiledPlace(string Query, Func<ReadOnlyMemory<byte>, ReadBack> Read);
