namespace CrossStudyBroker.Host.Demo;

/// <summary>One step of the story: what should happen, what did.</summary>
internal sealed record StepResult(string Step, string Expected, string Actual)
{
    /// <summary>True if it went as the story says.</summary>
    public bool Ok => Expected == Actual;
}
