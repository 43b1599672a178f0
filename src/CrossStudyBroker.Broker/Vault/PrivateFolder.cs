namespace CrossStudyBroker.Broker.Vault;

/// <summary>A folder whose files are nobody else's business: mode 700.</summary>
public static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Makes the folder unless it is there. One that is empty is made private too, where that is allowed; one with something in it is left as its owner
    /// set it up: the files put into it are private by themselves.
    /// </summary>
    public static DirectoryInfo Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return System.IO.Directory.CreateDirectory(path);
        }

        var folder = System.IO.Directory.CreateDirectory(path, OwnerOnly);
        try
        {
            if (folder.UnixFileMode != OwnerOnly && !folder.EnumerateFileSystemInfos().Any())
            {
                folder.UnixFileMode = OwnerOnly;
            }
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's, such as a volume's root: whoever mounted it said who may enter.
        }

        return folder;
    }
}
