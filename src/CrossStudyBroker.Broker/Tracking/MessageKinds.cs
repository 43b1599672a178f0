namespace CrossStudyBroker.Broker.Tracking;

/// <summary>The kind of a message is the second part of its type: <c>crossstudy.enrolment.requested.v1</c> is "enrolment".</summary>
internal static class MessageKinds
{
    private const string Prefix = "crossstudy.";

    /// <summary>The kind; empty where the type is not one of ours.</summary>
    public static string Of(string type)
    {
        if (!type.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return "";
        }

        var end = type.IndexOf('.', Prefix.Length);
        return end < 0 ? "" : StoredText.Of(type[Prefix.Length..end]);
    }
}
