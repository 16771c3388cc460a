namespace Gateway.Delivery.Dialects;

/// <summary>The words of one kind of EHR that takes creates and searches and nothing else. Pure: the story around them is the same.</summary>
internal interface ICreateDialect
{
    /// <summary>The message as that EHR takes it.</summary>
    FiledForm FormOf(OutboundMessage message);

    /// <summary>Where the message to be taken back would be found, should the EHR hold it.</summary>
    FiledPlace PlaceOf(OutboundRetraction retraction);

    /// <summary>What tells a person at the EHR to mark it as entered in error.</summary>
    FiledForm NoticeOf(OutboundRetraction retraction, string ehrId, DateTimeOffset now);
}
